import { crc32, inflateSync } from 'node:zlib';

/** A PNG's content: the channels of each pixel, one after another. */
interface PngPixels {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: readonly number[];
}

const channelsOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 4: 2, 6: 4 };

/** Reads a PNG of 8 bits, without a palette and not interlaced, by its specification, with Node's zlib: no part of it is an encoder's. */
export function readPng(bytes: Uint8Array): PngPixels {
  const file = Buffer.from(bytes);
  if (file.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n') throw new Error('This is no PNG.');
  const chunks: { readonly type: string; readonly content: Buffer }[] = [];
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    const content = file.subarray(at + 8, at + 8 + length);
    const type = file.toString('latin1', at + 4, at + 8);
    if (file.readUInt32BE(at + 8 + length) !== crc32(file.subarray(at + 4, at + 8 + length)))
      throw new Error(`The chunk ${type} is damaged.`);
    chunks.push({ type, content });
    at += 12 + length;
  }
  const header = chunks[0]!.content;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const channels = channelsOf[header[9]!]!;
  if (header[8] !== 8 || header[12] !== 0 || !channels) throw new Error('This PNG is of another kind.');
  const data = chunks.filter(({ type }) => type === 'IDAT').map(({ content }) => content);
  return {
    width,
    height,
    channels,
    data: unfilter(inflateSync(Buffer.concat(data)), width * channels, channels),
  };
}

function unfilter(bytes: Uint8Array, rowLength: number, channels: number): readonly number[] {
  const values: number[] = [];
  for (let row = 0, at = 0; at < bytes.length; row++) {
    const filter = bytes[at++]!;
    const from = row * rowLength;
    for (let place = 0; place < rowLength; place++) {
      const left = place < channels ? 0 : values[from + place - channels]!;
      const up = row === 0 ? 0 : values[from + place - rowLength]!;
      const corner = row === 0 || place < channels ? 0 : values[from + place - rowLength - channels]!;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter]!;
      values.push((bytes[at++]! + guess) & 255);
    }
  }
  return values;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [left, up, corner].map((each) => Math.abs(guess - each)) as [number, number, number];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
