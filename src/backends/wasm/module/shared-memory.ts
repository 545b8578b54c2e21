import { canShareMemory, pagesPerGigabyte } from '../../../threads';

const memorySection = 5;
/** Flags that a binary gives a memory: that it has a maximum, and that it is shared too. */
const [withMaximum, sharedWithMaximum] = [1, 3];

/**
 * The binary of tfjs's module with its memory as one that threads can share: it defines its memory itself, and a flag of a few bits
 * tells what kind. A shared memory's addresses are reserved at once, so where there is too little room the maximum is lowered.
 *
 * @param binary - the module
 * @returns a copy that differs in those bits, or undefined where memory can't be shared here, or the binary is another one
 */
export function withSharedMemory(binary: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | undefined {
  const gigabytes = [4, 2, 1].find((each) => canShareMemory(each * pagesPerGigabyte));
  const at = memoryOf(binary);
  if (gigabytes === undefined || at === undefined || binary[at] !== withMaximum) return undefined;
  const [, afterMinimum] = unsigned(binary, at + 1);
  const [maximum, end] = unsigned(binary, afterMinimum);
  const length = end - afterMinimum;
  if (maximum < gigabytes * pagesPerGigabyte || length !== 3) return undefined;
  const copy = binary.slice();
  copy[at] = sharedWithMaximum;
  copy.set(inThreeBytes(gigabytes * pagesPerGigabyte), afterMinimum);
  return copy;
}

/** Place where the binary describes its only memory. */
function memoryOf(binary: Uint8Array): number | undefined {
  for (let at = 8; at < binary.length; ) {
    const section = binary[at];
    const [size, content] = unsigned(binary, at + 1);
    if (section === memorySection) {
      const [count, first] = unsigned(binary, content);
      return count === 1 ? first : undefined;
    }
    at = content + size;
  }
  return undefined;
}

/** A number in LEB128, and where what follows it begins. */
function unsigned(binary: Uint8Array, from: number): readonly [value: number, end: number] {
  let value = 0;
  for (let at = from, factor = 1; ; at++, factor *= 128) {
    const byte = binary[at] ?? 0;
    value += (byte & 127) * factor;
    if (byte < 128) return [value, at + 1];
  }
}

function inThreeBytes(value: number): readonly number[] {
  return [(value & 127) | 128, ((value >> 7) & 127) | 128, value >> 14];
}
