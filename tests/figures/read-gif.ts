/** A frame of a GIF: red, green and blue of each pixel. */
interface GifFrame {
  readonly delay: number;
  readonly colors: readonly (readonly number[])[];
}

/** A GIF's content. */
interface Gif {
  readonly width: number;
  readonly height: number;
  /** How often it is repeated; 0 is for ever, undefined not at all. */
  readonly repeats: number | undefined;
  readonly frames: readonly GifFrame[];
}

/** Reads a GIF by its specification (GIF89a, CompuServe 1990): written for these tests, and from nothing else. */
export function readGif(bytes: Uint8Array): Gif {
  let at = 0;
  const byte = () => {
    if (at >= bytes.length) throw new Error('The GIF ends too early.');
    return bytes[at++]!;
  };
  const word = () => byte() + 256 * byte();
  const text = (length: number) => String.fromCharCode(...Array.from({ length }, byte));
  const table = (packed: number) =>
    Array.from({ length: 2 << (packed & 7) }, () => [byte(), byte(), byte()] as const);
  const blocks = () => {
    const content: number[] = [];
    for (let length = byte(); length > 0; length = byte())
      for (let index = 0; index < length; index++) content.push(byte());
    return content;
  };

  if (text(6) !== 'GIF89a') throw new Error('This is no GIF89a.');
  const [width, height] = [word(), word()];
  const screen = byte();
  at += 2; // background and aspect
  const global = screen & 0x80 ? table(screen) : undefined;
  const frames: GifFrame[] = [];
  let repeats: number | undefined;
  let delay = 0;
  for (;;) {
    const kind = byte();
    if (kind === 0x3b) break;
    if (kind === 0x21) {
      const label = byte();
      const content = blocks();
      if (label === 0xf9) delay = content[1]! + 256 * content[2]!;
      if (label === 0xff) repeats = content[12]! + 256 * content[13]!;
      continue;
    }
    if (kind !== 0x2c) throw new Error(`A block of kind ${kind} is not known.`);
    const [left, top, across, down, packed] = [word(), word(), word(), word(), byte()];
    if (left || top || across !== width || down !== height) throw new Error('A frame has another size.');
    const colors = packed & 0x80 ? table(packed) : global!;
    const places = decompress(byte(), blocks());
    if (places.length !== width * height) throw new Error(`A frame has ${places.length} pixels.`);
    frames.push({ delay, colors: places.map((place) => colors[place]!) });
  }
  if (at !== bytes.length) throw new Error('There are bytes behind the end.');
  return { width, height, repeats, frames };
}

/** LZW with codes of growing width, the lowest bits first. */
function decompress(leastBits: number, data: readonly number[]): number[] {
  const clear = 1 << leastBits;
  let words: (readonly number[])[] = [];
  let bits = leastBits + 1;
  let last: readonly number[] | undefined;
  const places: number[] = [];
  let bit = 0;
  for (;;) {
    let code = 0;
    for (let index = 0; index < bits; index++, bit++) code |= ((data[bit >> 3]! >> (bit & 7)) & 1) << index;
    if (bit > 8 * data.length) throw new Error('The data end too early.');
    if (code === clear + 1) return places;
    if (code === clear) {
      words = [...Array.from({ length: clear }, (_, place) => [place]), [], []];
      bits = leastBits + 1;
      last = undefined;
      continue;
    }
    const word = words[code] ?? (last && code === words.length ? [...last, last[0]!] : undefined);
    if (!word) throw new Error(`The code ${code} stands for nothing.`);
    for (const place of word) places.push(place);
    if (last && words.length < 4096) words.push([...last, word[0]!]);
    if (words.length === 1 << bits && bits < 12) bits++;
    last = word;
  }
}
