/** Whether this is Node (or Bun or Deno, which answer alike), as against a browser or a worker in one. */
export function isNode(): boolean {
  const { process } = globalThis as { process?: { versions?: { node?: string } } };
  return typeof process?.versions?.node === 'string';
}
