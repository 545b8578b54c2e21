/** Code lengths of the alphabet, in the order in which a block tells them (RFC 1951, 3.2.7). */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** A prefix code: how many symbols have each length, and the symbols by their codes. */
interface PrefixCode {
  readonly counts: readonly number[];
  readonly symbols: readonly number[];
}

/**
 * Decompresses DEFLATE (RFC 1951). Every engine has this for web pages as DecompressionStream, but test environments that
 * imitate a page (jsdom) don't.
 *
 * @param bytes - what `zlib.deflateRaw` gives, whole and unchanged: nothing is checked
 */
export function inflate(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const output: number[] = [];
  const input = readerOf(bytes);
  const [bits] = input;
  for (let isLast = false; !isLast; ) {
    isLast = bits(1) === 1;
    const kind = bits(2);
    if (kind === 0) copyStored(input, output);
    else copyCoded(input, kind === 1 ? fixedCodes() : toldCodes(input), output);
  }
  return new Uint8Array(output);
}

/** Readers of bits and of a symbol of a prefix code, and the step to the next whole byte. */
type Reader = readonly [
  bits: (count: number) => number,
  symbol: (code: PrefixCode) => number,
  align: () => unknown,
];

function readerOf(bytes: Uint8Array): Reader {
  let place = 0; // in bits
  const bits = (count: number) => {
    let value = 0;
    for (let index = 0; index < count; index++, place++)
      value |= ((bytes[place >> 3]! >> (place & 7)) & 1) << index;
    return value;
  };
  const symbol = ({ counts, symbols }: PrefixCode) => {
    let [code, first, index] = [0, 0, 0];
    for (let length = 1; ; length++) {
      code |= bits(1);
      const count = counts[length]!;
      if (code - first < count) return symbols[index + code - first]!;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
  };
  return [bits, symbol, () => bits(-place & 7)];
}

function copyStored([bits, , align]: Reader, output: number[]): void {
  align();
  const length = bits(16);
  bits(16); // the length's complement
  for (let index = 0; index < length; index++) output.push(bits(8));
}

/** Copies a block's literals, and what stands so far back. */
function copyCoded(
  [bits, symbol]: Reader,
  [literals, distances]: readonly [PrefixCode, PrefixCode],
  output: number[],
): void {
  for (let next = symbol(literals); next !== 256; next = symbol(literals)) {
    if (next < 256) {
      output.push(next);
      continue;
    }
    const [length, distance] = [lengthOf(next - 257, bits), distanceOf(symbol(distances), bits)];
    for (let index = 0; index < length; index++) output.push(output[output.length - distance]!);
  }
}

/** The codes that a block tells: their lengths, coded themselves. */
function toldCodes([bits, symbol]: Reader): readonly [PrefixCode, PrefixCode] {
  const [literals, distances, lengths] = [bits(5) + 257, bits(5) + 1, bits(4) + 4];
  const told = new Array<number>(19).fill(0);
  for (let index = 0; index < lengths; index++) told[ORDER[index]!] = bits(3);
  const code = prefixCode(told);
  const all: number[] = [];
  while (all.length < literals + distances) {
    const next = symbol(code);
    if (next < 16) all.push(next);
    else if (next === 16) all.push(...new Array<number>(3 + bits(2)).fill(all.at(-1)!));
    else all.push(...new Array<number>(next === 17 ? 3 + bits(3) : 11 + bits(7)).fill(0));
  }
  return [prefixCode(all.slice(0, literals)), prefixCode(all.slice(literals))];
}

function prefixCode(lengths: readonly number[]): PrefixCode {
  const counts = Array.from({ length: 16 }, (_, length) => lengths.filter((each) => each === length).length);
  const symbols = [...lengths.keys()].filter((symbol) => lengths[symbol]! > 0);
  return { counts, symbols: symbols.sort((a, b) => lengths[a]! - lengths[b]! || a - b) };
}

function fixedCodes(): readonly [PrefixCode, PrefixCode] {
  const length = (symbol: number) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8);
  return [
    prefixCode(Array.from({ length: 288 }, (_, symbol) => length(symbol))),
    prefixCode(Array(30).fill(5)),
  ];
}

/** Decodes a length: four symbols each share their number of extra bits, from the ninth on; the last says 258. */
function lengthOf(symbol: number, bits: (count: number) => number): number {
  if (symbol < 8) return symbol + 3;
  if (symbol === 28) return 258;
  const extra = (symbol >> 2) - 1;
  return ((4 + (symbol & 3)) << extra) + 3 + bits(extra);
}

/** Decodes a distance: two symbols each share their number of extra bits, from the fifth on. */
function distanceOf(symbol: number, bits: (count: number) => number): number {
  if (symbol < 4) return symbol + 1;
  const extra = (symbol >> 1) - 1;
  return ((2 + (symbol & 1)) << extra) + 1 + bits(extra);
}
