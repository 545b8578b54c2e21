/** Both sides of something. */
export interface Sides<T> {
  readonly p: T;
  readonly q: T;
}
