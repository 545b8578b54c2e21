import { type HelperStart, startHelper } from './helper-thread';

/** Places in a pool, as thread-pool.ts in assembly has them, in words of 32 bits. */
const [jobNumberWord, stopWord] = [1, 17];

/** The helping threads of one pool. Until they have started, the thread that asks does their part. */
export class Helpers {
  /** Ends each of those that may still touch the pool. */
  readonly #ends = new Map<number, () => void>();
  readonly #start: Omit<HelperStart, 'number'>;
  readonly #freePool: () => void;
  readonly #onLoss: (cause: Error) => void;
  #areDismissed = false;

  /**
   * Starts them.
   *
   * @param start - what they are started with
   * @param freePool - gives the pool's memory back; called once none of them can touch it any more
   * @param onLoss - called once the last one is gone without having been told to go
   */
  constructor(start: Omit<HelperStart, 'number'>, freePool: () => void, onLoss: (cause: Error) => void) {
    this.#start = start;
    this.#freePool = freePool;
    this.#onLoss = onLoss;
    for (let number = 1; number < start.threads; number++) this.#startOne(number);
  }

  /** Threads that are there, or on their way. */
  get count(): number {
    return this.#ends.size;
  }

  #startOne(number: number): void {
    this.#ends.set(number, () => {});
    const onGone = (cause: Error) => {
      if (!this.#ends.delete(number) || this.#ends.size > 0) return;
      this.#freePool();
      if (!this.#areDismissed) this.#onLoss(cause);
    };
    startHelper({ ...this.#start, number }, onGone).then((end) => {
      if (this.#ends.has(number)) this.#ends.set(number, end);
      else end(); // all were ended while it was on its way
    }, onGone);
  }

  /** Tells them to return. Whoever hasn't started yet returns as soon as it has. */
  dismiss(): void {
    this.#areDismissed = true;
    const { memory, pool } = this.#start;
    const words = new Int32Array(memory.buffer, pool);
    Atomics.store(words, stopWord, 1);
    // A job of no chunks: those that sleep wait for its number.
    const job = new BigInt64Array(memory.buffer, pool, 1);
    Atomics.store(job, 0, ((Atomics.load(job, 0) >> 32n) + 1n) << 32n);
    Atomics.notify(words, jobNumberWord);
  }

  /** Ends them wherever they are. The pool isn't given back: not every environment says when they are gone. */
  end(): void {
    this.#areDismissed = true;
    for (const end of this.#ends.values()) end();
    this.#ends.clear();
  }
}
