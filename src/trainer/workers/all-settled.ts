/** Like Promise.all, but no other rejection is left unhandled. */
export async function allSettled<T>(work: readonly Promise<T>[]): Promise<T[]> {
  for (const each of work) each.catch(() => {});
  return Promise.all(work);
}
