// How many threads take part in a job. Where another program wants a core, the system keeps a thread from running for milliseconds at a
// time: a helper in the middle of a chunk, for which the one that asks waits, or the one that asks, since a helper has its core. Two
// threads were then half again as slow as one. So the one that asks looks at the clock: after a delay that the work doesn't explain
// fewer threads take part for a while, and one more is tried again later.

/** Milliseconds since some moment. */
declare function now(): f64;

/** Threads that take part now. */
let active: i32 = 1;
/** Beginning of the last chunk, and the shortest and longest that this thread computed in this job, in milliseconds. */
let chunkTime: f64 = 0;
let shortest: f64 = Infinity;
let longest: f64 = 0;
/** The shortest time that the clock ever told: pages that hide the time from fingerprinting have clocks of 1, 17 or 100 ms. */
let finest: f64 = Infinity;
/** Moments at which one more thread took part, and at which the next one may. */
let raisedTime: f64 = -Infinity;
let nextRaiseTime: f64 = 0;
/** Milliseconds that fewer threads take part. */
let hold: f64 = 0;

/** A delay is what takes longer than so many chunks, and milliseconds and steps of the clock more. */
const chunksOfDelay: f64 = 4;
const millisecondsOfDelay: f64 = 1.2;
const stepsOfDelay: f64 = 2;
/** Milliseconds that fewer threads take part: at first, and at most. They double where the delay comes back soon after the raise. */
const firstHold: f64 = 2;
const longestHold: f64 = 512;
const soon: f64 = 20;

/** Has so many threads take part from now on. */
export function activate(threads: i32): void {
  active = threads;
  hold = 0;
  raisedTime = -Infinity;
}

/** The threads that are to take part in a job that begins now, of so many. */
export function activeThreads(threads: i32): i32 {
  chunkTime = now();
  shortest = Infinity;
  longest = 0;
  if (active < threads && chunkTime >= nextRaiseTime) {
    active++;
    raisedTime = chunkTime;
    nextRaiseTime = chunkTime + hold;
  }
  return active;
}

/** Takes note that this thread is through with a chunk. */
export function noteChunk(): void {
  const time = now();
  const took = time - chunkTime;
  chunkTime = time;
  if (took > 0) finest = min(finest, took);
  shortest = min(shortest, took);
  longest = max(longest, took);
}

/** Takes note that the job is done, and has fewer threads take part if there was a delay. */
export function noteEnd(): void {
  const time = now();
  const waited = time - chunkTime; // for helpers, since the last chunk
  const explained = chunksOfDelay * shortest + millisecondsOfDelay + stepsOfDelay * finest;
  if (max(longest, waited) <= explained) return;
  const isAgain = time - raisedTime < max(hold, soon);
  hold = isAgain ? min(2 * hold, longestHold) : firstHold;
  nextRaiseTime = time + hold;
  active = max(1, active - 1);
}
