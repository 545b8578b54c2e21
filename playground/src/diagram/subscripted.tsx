/** Plain letters, in which `P_data` and `max_D` get their subscripts. */
export function Subscripted({ text }: { readonly text: string }) {
  return (
    <>
      {text.split(/_(\w+)/).map((piece, index) => (index % 2 === 0 ? piece : <sub key={index}>{piece}</sub>))}
    </>
  );
}
