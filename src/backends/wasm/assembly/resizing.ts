import { addMultiple, clearFloats } from './copy';

/**
 * The gradient of resizing images of rows, columns, channels. `rows` and `columns` tell, for each row and column of the
 * result, what it was made of: the places of two of the source (i32) and the share of the second (f32), 12 bytes in all. Each
 * line of ∂y is first brought to the source's width, in the workspace, and then added to its two rows.
 */
export function resizeGradient(
  dy: usize,
  gradient: usize,
  images: i32,
  height: i32,
  width: i32,
  outHeight: i32,
  outWidth: i32,
  channels: i32,
  rows: usize,
  columns: usize,
  workspace: usize,
): void {
  const pixelBytes = (<usize>channels) << 2;
  const lineBytes = <usize>width * pixelBytes;
  const imageBytes = <usize>height * lineBytes;
  clearFloats(gradient, <usize>images * imageBytes);
  const lastColumn = columns + <usize>outWidth * 12;
  for (let image: i32 = 0; image < images; image++, gradient += imageBytes) {
    for (let row: i32 = 0; row < outHeight; row++) {
      clearFloats(workspace, lineBytes);
      for (let column = columns; column < lastColumn; column += 12, dy += pixelBytes)
        addToBoth(workspace, column, dy, pixelBytes);
      addToBoth(gradient, rows + <usize>row * 12, workspace, lineBytes);
    }
  }
}

/** Adds `values` to two of the targets, by their shares. */
function addToBoth(targets: usize, shares: usize, values: usize, bytes: usize): void {
  const share = load<f32>(shares, 8);
  addMultiple(targets + <usize>load<i32>(shares) * bytes, values, 1 - share, bytes);
  if (share !== 0) addMultiple(targets + <usize>load<i32>(shares, 4) * bytes, values, share, bytes);
}
