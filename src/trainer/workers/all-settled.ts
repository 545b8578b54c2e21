/** Does as Promise.all, but leaves no other rejection unhandled. */
export async function allSettled<T>(work: readonly Promise<T>[]): Promise<T[]> {
  for (const each of work) each.catch(() => {});
  return Promise.all(work);
}
