import { noteChunk } from './active-threads';
import { isShared, join, offer, parameters, take, threads } from './thread-pool';

/** Numbers of a kernel that passes through them once, in a chunk: some microseconds, and whole cache lines. */
export const passChunk: i32 = 1 << 12;

/** Whether so many numbers are worth sharing. */
export function isLongPass(length: i32): bool {
  return length > 2 * passChunk;
}

/** The chunks of so many numbers. */
export function chunksOfPass(length: i32): i32 {
  return (length + passChunk - 1) / passChunk;
}

/** Rows of so many numbers each that make such a chunk. */
export function rowsOfPass(rowLength: i32): i32 {
  return max(1, passChunk / max(1, rowLength));
}

/** The parameters of a job, where all threads read them. They stay until the next job's are set. */
export function jobOf<T>(): T {
  return changetype<T>(parameters());
}

/** Has all threads compute the job whose parameters have been set, and waits until it is done. */
export function share<T>(kind: i32, count: i32): void {
  offer(kind, count);
  const job = jobOf<T>();
  for (let chunk = take(); chunk >= 0; chunk = take()) {
    job.compute(chunk);
    if (isShared) noteChunk();
  }
  join();
}

/** Computes, in a helper, a chunk that it holds, and what it can take of the others. */
export function help<T>(chunk: i32): void {
  const job = jobOf<T>();
  for (; chunk >= 0; chunk = take()) job.compute(chunk);
}

/** Number of `parts` that make a chunk, so that each thread has four at least and a chunk `most` at most. */
export function evenly(parts: i32, most: i32): i32 {
  return max(1, min(most, parts / (4 * threads)));
}
