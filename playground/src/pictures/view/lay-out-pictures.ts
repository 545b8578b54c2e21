/** How pictures lie on a canvas. */
export interface PictureLayout {
  /** Rows, columns, channels of a picture: 1 is gray, 3 is red, green and blue. */
  readonly shape: readonly [number, number, number];
  /** Pictures in a row. */
  readonly columns: number;
  /** Transparent pixels between them. */
  readonly gap: number;
}

/** Lays pictures side by side in rows, from the top left, as RGBA. */
export function layOutPictures(
  pictures: ArrayLike<number>,
  { shape: [height, width, channels], columns, gap }: PictureLayout,
): { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray<ArrayBuffer> } {
  const each = height * width * channels;
  const count = Math.floor(pictures.length / each);
  const rows = Math.ceil(count / columns);
  const across = Math.max(columns * (width + gap) - gap, 1);
  const down = Math.max(rows * (height + gap) - gap, 1);
  const data = new Uint8ClampedArray(4 * across * down);
  for (let index = 0; index < count; index++) {
    const left = (index % columns) * (width + gap);
    const top = Math.floor(index / columns) * (height + gap);
    for (let y = 0; y < height; y++) {
      let to = 4 * ((top + y) * across + left);
      let from = index * each + y * width * channels;
      for (let x = 0; x < width; x++, to += 4, from += channels) {
        data[to] = pictures[from]!;
        data[to + 1] = pictures[channels === 1 ? from : from + 1]!;
        data[to + 2] = pictures[channels === 1 ? from : from + 2]!;
        data[to + 3] = 255;
      }
    }
  }
  return { width: across, height: down, data };
}
