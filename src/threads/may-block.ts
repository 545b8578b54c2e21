/** Whether this thread may sleep while it waits: the own thread of a page isn't allowed to. */
export function mayBlock(): boolean {
  return typeof document === 'undefined';
}
