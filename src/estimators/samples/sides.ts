/** Both sides of something. */
export interface Sides<T> {
  readonly p: T;
  readonly q: T;
}

/** Makes something of either side: of p first, then of q. */
export async function eachSide<T, Made>(
  { p, q }: Sides<T>,
  make: (side: T) => Made | Promise<Made>,
): Promise<Sides<Made>> {
  return { p: await make(p), q: await make(q) };
}
