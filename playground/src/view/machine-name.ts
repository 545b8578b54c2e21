/** Words for what computes: a backend, and its threads where it has any. */
export function machineName(backend: string, threads: number | null): string {
  return threads === null ? backend : `${backend}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
}
