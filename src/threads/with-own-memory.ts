/** A binary for memory of one thread, from one for shared memory: what it imports differs by one flag, which follows the memory's name. */
export function withOwnMemory(binary: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const name = [...'memory'].map((character) => character.charCodeAt(0));
  const at = binary.findIndex((_, start) => name.every((code, index) => binary[start + index] === code));
  const kind = at + name.length;
  const copy = binary.slice();
  copy[kind + 1] = 1; // a maximum, and not shared
  return copy;
}
