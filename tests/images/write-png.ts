import { crc32, deflateSync } from 'node:zlib';

/** A PNG, as its specification has it (W3C PNG, second edition): one sample of each channel of each pixel. */
export interface PngContent {
  readonly width: number;
  readonly height: number;
  /** 0 gray, 2 RGB, 3 palette, 4 gray and alpha, 6 RGBA. */
  readonly colorType: 0 | 2 | 3 | 4 | 6;
  readonly depth: 1 | 2 | 4 | 8 | 16;
  /** The sample of a channel of a pixel, 0 to 2^depth − 1. */
  readonly sampleAt: (x: number, y: number, channel: number) => number;
  readonly palette?: readonly (readonly [number, number, number])[];
  /** The chunk tRNS. */
  readonly transparency?: readonly number[];
  readonly interlaced?: boolean;
}

const channelsOf = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;
/** First column and row, and steps, of each pass of Adam7. */
const adam7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** Writes a PNG by hand, with Node's zlib: no part of it is the decoder's. */
export function writePng(png: PngContent): Uint8Array {
  const { width, height, colorType, depth, palette, transparency, interlaced = false } = png;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colorType, 0, 0, interlaced ? 1 : 0], 8);
  const passes = interlaced ? adam7 : ([[0, 0, 1, 1]] as const);
  const rows = passes.flatMap(([left, top, across, down]) => rowsOf(png, left, top, across, down));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...(palette ? [chunk('PLTE', Buffer.from(palette.flat()))] : []),
    ...(transparency ? [chunk('tRNS', Buffer.from(transparency))] : []),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function rowsOf(png: PngContent, left: number, top: number, across: number, down: number): Buffer[] {
  const rows: Buffer[] = [];
  if (left >= png.width) return rows;
  for (let y = top; y < png.height; y += down) {
    let bits = '';
    for (let x = left; x < png.width; x += across)
      for (let channel = 0; channel < channelsOf[png.colorType]; channel++)
        bits += png.sampleAt(x, y, channel).toString(2).padStart(png.depth, '0');
    const bytes = bits.padEnd(8 * Math.ceil(bits.length / 8), '0').match(/.{8}/g)!;
    rows.push(Buffer.from([0, ...bytes.map((byte) => Number.parseInt(byte, 2))])); // 0: no filter
  }
  return rows;
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
}
