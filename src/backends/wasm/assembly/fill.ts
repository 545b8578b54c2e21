import { chunksOfPass, jobOf, passChunk, share } from '../../../threads/assembly/share';
import { Job } from './jobs';
import { storePart } from './load-store';

/** y = value, for `length` numbers. */
export function fill(y: usize, length: i32, value: f32): void {
  const job = jobOf<Fill>();
  job.y = y;
  job.length = length;
  job.value = value;
  share<Fill>(Job.Fill, chunksOfPass(length));
}

@unmanaged
export class Fill {
  y: usize;
  length: i32;
  value: f32;

  compute(chunk: i32): void {
    const first = chunk * passChunk;
    const values = f32x4.splat(this.value);
    let y = this.y + ((<usize>first) << 2);
    for (let left = (<isize>min(passChunk, this.length - first)) << 2; left > 0; y += 16, left -= 16)
      storePart(y, left, values);
  }
}
