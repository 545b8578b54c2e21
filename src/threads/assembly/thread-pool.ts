import { activate, activeThreads, noteEnd } from './active-threads';

// Threads that share a kernel's work: each runs this module over the same memory. A job is a number of chunks. Each chunk writes a
// part of the result that no other one writes, so the result doesn't depend on who computes what, nor on how many threads there are.
// A thread has a range of the chunks for its own, the same part of every job: its numbers are then in its core's cache. Once through
// with that, it takes what others have left. The thread that asks takes chunks too, and waits only for those that are under way:
// helpers that haven't started yet, sleep or are kept from running cost nothing.
//
// The pool is a block of memory. What threads write to often has a cache line of its own.
/** 64 bits: the job's number above, how many chunks it has below. */
const jobAt: usize = 0;
/** The job's number alone: helpers sleep on it. */
const numberAt: usize = 4;
/** Helpers that sleep. */
const sleepersAt: usize = 64;
/** Whether helpers are to return. Set by helpers.ts beside this folder, which knows this place. */
const stopAt: usize = 68;
/** Whether a helper threw. Set by its script, which knows this place. */
const failedAt: usize = 72;
/** Helpers that may still begin to take part in the job. */
const seatsAt: usize = 76;
/** Chunks that helpers haven't told to be computed. */
const unfinishedAt: usize = 128;
/** Whether the thread that asked sleeps until they are. */
const awaitedAt: usize = 132;
const kindAt: usize = 192;
const parametersAt: usize = 256;
const geometryAt: usize = 448;
/** Ranges of the threads, 64 bits each: a job's number above, how many chunks of the thread's range are left below. */
const rangesAt: usize = 512;
const lineBytes: usize = 64;
/** Beside them: how many chunks the thread computed as a helper. */
const tallyAt: usize = 8;

/** The bytes of a pool of so many threads, which start at a multiple of 64. */
export function poolBytes(count: i32): usize {
  return rangesAt + <usize>count * lineBytes;
}

/**
 * Sleeps until a word isn't what was seen, at most so many milliseconds. It is JavaScript's: V8 11.3 (Node 20), before it optimizes a
 * function, loses the function's local variables where that waits by WebAssembly's own instruction.
 */
declare function sleep(word: usize, seen: i32, milliseconds: f64): void;

let pool: usize = 0;
/** The threads that may take part, the one that asks among them. */
export let threads: i32 = 1;
/** Number of the thread that runs this instance: 0 is the one that asks. */
export let thread: i32 = 0;
let maySleep: bool = false;
let spins: i32 = 0;
/** Whether helpers may take part in the job. */
export let isShared: bool = false;
let number: i32 = 0;
let chunks: i32 = 0;
let taken: i32 = 0;

/** Jobs of fewer chunks don't wake anybody: to be woken takes as long as they do. */
const worthWaking: i32 = 12;
/** Jobs after which all ranges are written anew: a job's age has 32 bits. */
const jobsBetweenRefreshes: i32 = 1 << 20;
/** About 30 seconds, in pauses and in naps of 10 ms. */
const patience: i64 = 1_000_000_000;
const patientNaps: i32 = 3000;
const napMilliseconds: f64 = 10;

/** Has this instance use the pool at an address. `spinsBeforeSleep` is how many pauses a thread waits before it sleeps. */
export function setPool(address: usize, count: i32, mayBlock: bool, spinsBeforeSleep: i32): void {
  pool = address;
  threads = count;
  maySleep = mayBlock;
  spins = spinsBeforeSleep;
  activate(count);
}

/** The parameters of the job that runs, or is to be offered next: at most 192 bytes. */
export function parameters(): usize {
  return pool + parametersAt;
}

/** The geometry of the convolution that runs: 64 bytes. */
export function sharedGeometry(): usize {
  return pool + geometryAt;
}

/** Starts a job whose parameters have been set. */
export function offer(kind: i32, count: i32): void {
  chunks = count;
  taken = 0;
  const active = threads > 1 && count > 1 ? activeThreads(threads) : 1;
  isShared = active > 1;
  if (!isShared) return;
  number = load<i32>(pool, numberAt) + 1;
  if (number % jobsBetweenRefreshes === 0) refreshRanges();
  store<i32>(pool, kind, kindAt);
  store<i32>(pool, count, unfinishedAt);
  atomic.store<i32>(pool, active - 1, seatsAt);
  atomic.store<i64>(pool, ((<i64>number) << 32) | <i64>count, jobAt);
  if (count >= worthWaking && atomic.load<i32>(pool, sleepersAt) > 0)
    atomic.notify(pool + numberAt, min(count, active) - 1);
}

/** The next chunk for this thread, or -1 once all are taken. */
export function take(): i32 {
  if (!isShared) return taken < chunks ? taken++ : -1;
  for (let step: i32 = 0, owner = thread; step < threads; step++) {
    const chunk = takeFrom(owner);
    if (chunk >= 0) {
      taken++;
      return chunk;
    }
    if (++owner === threads) owner = 0;
  }
  return -1;
}

function firstOf(owner: i32): i32 {
  return <i32>((<i64>chunks * owner) / threads);
}

function rangeWord(owner: i32): usize {
  return pool + rangesAt + <usize>owner * lineBytes;
}

/** The next chunk of a thread's range. Its word may still tell of an earlier job: then all of the range is left. */
function takeFrom(owner: i32): i32 {
  const word = rangeWord(owner);
  const end = firstOf(owner + 1);
  let seen = atomic.load<i64>(word);
  while (true) {
    const age = number - <i32>(seen >> 32);
    if (age < 0) return -1; // this thread was kept from running, and its job is long done
    const left = age === 0 ? <i32>seen : end - firstOf(owner);
    if (left <= 0) return -1;
    const found = atomic.cmpxchg<i64>(word, seen, ((<i64>number) << 32) | <i64>(left - 1));
    if (found === seen) return end - left;
    seen = found;
  }
}

/** Writes all ranges anew. No chunk of the job before is left, so that nobody takes any meanwhile. */
function refreshRanges(): void {
  for (let owner: i32 = 0; owner < threads; owner++) {
    const left = firstOf(owner + 1) - firstOf(owner);
    atomic.store<i64>(rangeWord(owner), ((<i64>number) << 32) | <i64>left);
  }
}

/** Waits until all chunks are computed. Traps where a helper failed, or doesn't come to an end with its chunk. */
export function join(): void {
  if (!isShared) return;
  let turns: i64 = 0;
  let naps: i32 = 0;
  while (atomic.load<i32>(pool, unfinishedAt) > taken) {
    if (turns < spins || !maySleep) {
      pause();
      if (++turns > patience) unreachable();
      continue;
    }
    atomic.store<i32>(pool, 1, awaitedAt);
    const left = atomic.load<i32>(pool, unfinishedAt);
    if (left > taken) sleep(pool + unfinishedAt, left, napMilliseconds);
    atomic.store<i32>(pool, 0, awaitedAt);
    if (++naps > patientNaps) unreachable();
  }
  if (atomic.load<i32>(pool, failedAt)) unreachable();
  noteEnd();
}

/** Becomes the helper of this number. */
export function becomeHelper(asThread: i32): void {
  thread = asThread;
  isShared = true;
  number = atomic.load<i32>(pool, numberAt);
}

/** Waits, in a helper, for a job of which a chunk is left. Gives that chunk, or -1 if the helper is to return. */
export function awaitChunk(): i32 {
  let turns: i32 = 0;
  while (true) {
    const job = atomic.load<i64>(pool, jobAt);
    if (<i32>(job >> 32) !== number) {
      number = <i32>(job >> 32);
      chunks = <i32>job;
      taken = 0;
      // What describes the job stays as it is until the chunk that is taken here is computed.
      const chunk = atomic.sub<i32>(pool, 1, seatsAt) > 0 ? take() : -1;
      if (chunk >= 0) return chunk;
      turns = 0;
    }
    if (atomic.load<i32>(pool, stopAt)) return -1;
    if (turns < spins) {
      pause();
      turns++;
      continue;
    }
    turns = 0;
    atomic.add<i32>(pool, 1, sleepersAt);
    if (atomic.load<i32>(pool, numberAt) === number && !atomic.load<i32>(pool, stopAt))
      sleep(pool + numberAt, number, Infinity);
    atomic.sub<i32>(pool, 1, sleepersAt);
  }
}

/** Kind of the job of which a helper holds a chunk. */
export function kindOfJob(): i32 {
  return load<i32>(pool, kindAt);
}

/** Tells, in a helper, that the chunks it took are computed. */
export function tellChunksDone(): void {
  const word = rangeWord(thread);
  store<i32>(word, load<i32>(word, tallyAt) + taken, tallyAt);
  atomic.sub<i32>(pool, taken, unfinishedAt);
  if (atomic.load<i32>(pool, awaitedAt)) atomic.notify(pool + unfinishedAt, 1);
}

/** Chunks that a thread has computed as a helper. */
export function tallyOf(asThread: i32): i32 {
  return load<i32>(rangeWord(asThread), tallyAt);
}

let idle: f64 = 2;

/** A moment in which the core has little to do: a chain of square roots, since WebAssembly has no instruction for it. */
function pause(): void {
  idle = sqrt<f64>(sqrt<f64>(sqrt<f64>(sqrt<f64>(idle)))) + 1;
}
