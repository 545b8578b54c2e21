/** A text as it is, or where it is longer, its beginning and its end. */
export function shorten(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const half = Math.floor((longest - 3) / 2);
  return `${text.slice(0, half)} … ${text.slice(text.length - half)}`;
}
