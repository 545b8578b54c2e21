import { jobOf, share } from '../../../threads/assembly/share';
import { thread, threads } from '../../../threads/assembly/thread-pool';
import { addMultiple, clearFloats } from './copy';
import { Job } from './jobs';

/** The bytes that `resizeGradient` needs: a line of the source for each thread. */
export function resizeWorkspace(width: i32, channels: i32): usize {
  return (<usize>threads * <usize>width * <usize>channels) << 2;
}

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
  const job = jobOf<ResizeGradient>();
  job.dy = dy;
  job.gradient = gradient;
  job.height = height;
  job.width = width;
  job.outHeight = outHeight;
  job.outWidth = outWidth;
  job.channels = channels;
  job.rows = rows;
  job.columns = columns;
  job.workspace = workspace;
  share<ResizeGradient>(Job.ResizeGradient, images);
}

/** A chunk is an image. */
@unmanaged
export class ResizeGradient {
  dy: usize;
  gradient: usize;
  height: i32;
  width: i32;
  outHeight: i32;
  outWidth: i32;
  channels: i32;
  rows: usize;
  columns: usize;
  workspace: usize;

  compute(chunk: i32): void {
    const pixelBytes = (<usize>this.channels) << 2;
    const lineBytes = <usize>this.width * pixelBytes;
    const imageBytes = <usize>this.height * lineBytes;
    const gradient = this.gradient + <usize>chunk * imageBytes;
    const line = this.workspace + <usize>thread * lineBytes;
    const lastColumn = this.columns + <usize>this.outWidth * 12;
    let dy = this.dy + <usize>chunk * <usize>this.outHeight * <usize>this.outWidth * pixelBytes;
    clearFloats(gradient, imageBytes);
    for (let row: i32 = 0; row < this.outHeight; row++) {
      clearFloats(line, lineBytes);
      for (let column = this.columns; column < lastColumn; column += 12, dy += pixelBytes)
        addToBoth(line, column, dy, pixelBytes);
      addToBoth(gradient, this.rows + <usize>row * 12, line, lineBytes);
    }
  }
}

/** Adds `values` to two of the targets, by their shares. */
function addToBoth(targets: usize, shares: usize, values: usize, bytes: usize): void {
  const share = load<f32>(shares, 8);
  addMultiple(targets + <usize>load<i32>(shares) * bytes, values, 1 - share, bytes);
  if (share !== 0) addMultiple(targets + <usize>load<i32>(shares, 4) * bytes, values, share, bytes);
}
