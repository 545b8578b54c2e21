/** A store with one checkpoint, that of a file. */
export function storeOf(file: Uint8Array) {
  return {
    read: async () => file,
    list: async () => [{ step: 0 }],
    write: async () => undefined,
  };
}
