import { ArgumentError, checkFunction, describeValue } from '../../errors';
import type { Random } from '../../random';
import { createPauses } from '../../scheduling';
import type { Batch } from './batch';
import type { BatchSource } from './batch-source';
import type { DataPosition } from './data-position';
import { refusePosition } from './refuse-position';

/** One pass over a dataset of tfjs-data. */
export interface DatasetIterator {
  /** The next batch. */
  next(): Promise<IteratorResult<unknown>>;
}

type AnyIterator = Iterator<unknown> | AsyncIterator<unknown> | DatasetIterator;

/** Data that are gone through again and again. */
interface Passes<B extends object> {
  /** The data themselves. */
  readonly data: object;
  /** Opens a pass. */
  open(): AnyIterator | Promise<AnyIterator>;
  /** The batch that a value stands for. */
  toBatch(value: unknown): Batch<B>;
  /** Whether what a pass gives depends on how many were opened, not on how far they were gone through. */
  readonly ordersAtOpening: boolean;
  /** The data's stream, which a checkpoint keeps though these data don't draw from it. */
  readonly random: Random;
}

/** Passes that runs have opened over each of the data, in this process: how many a shuffled dataset has drawn an order for. */
const opened = new WeakMap<object, number>();

/** Goes through an iterable again and again, until a pass gives nothing. */
export class RepeatedPasses<B extends object> implements BatchSource<B> {
  notice: string | undefined;
  private iterator: AnyIterator | undefined;
  /** Batches of the pass under way that were taken. */
  private taken = 0;
  private waiting = false;
  private closed = false;
  /** The place to go to first, where there is one. */
  private place: DataPosition | undefined;
  /** The place after the last whole step. */
  private marked: DataPosition;

  /**
   * @param at - the place to go on from, where there is one: former passes are gone through once more, or only opened where that is
   *   enough, and the batches of the one under way that were taken
   */
  constructor(
    private readonly passes: Passes<B>,
    at: DataPosition | undefined,
  ) {
    if (at && at.kind !== 'passes') throw refusePosition(at, 'data that give batches');
    this.place = at;
    this.marked = at ?? this.here();
  }

  async next(): Promise<Batch<B> | undefined> {
    if (this.place) await this.goTo(this.place);
    for (let pass = 0; pass < 2 && !this.closed; pass++) {
      const { done, value } = await this.advance();
      if (!done) {
        this.taken++;
        return this.passes.toBatch(value);
      }
      this.iterator = undefined;
      this.taken = 0;
    }
    return undefined;
  }

  mark(): void {
    this.marked = this.here();
  }

  position(): DataPosition {
    return this.marked;
  }

  private here(): DataPosition {
    const { iterator, taken, passes } = this;
    const before = opensOf(passes.data) - (iterator ? 1 : 0);
    return { kind: 'passes', passes: before, taken, random: passes.random.save() };
  }

  async close(): Promise<void> {
    this.closed = true;
    const closing = this.closePass();
    // An async generator that still waits would answer only after that: not waited for, or an abort could hang.
    if (this.waiting) Promise.resolve(closing).catch(() => {});
    else await closing;
  }

  private async goTo(at: DataPosition): Promise<void> {
    this.place = undefined;
    if (at.kind !== 'passes') return;
    const { data, ordersAtOpening } = this.passes;
    this.notice = noticeOf(data, opensOf(data), at.passes);
    const pauses = createPauses();
    for (; opensOf(data) < at.passes && !this.closed; await this.closePass()) {
      if (pauses.due()) await pauses.take();
      await this.openPass();
      if (!ordersAtOpening) await this.passOver(Number.POSITIVE_INFINITY);
    }
    if (await this.passOver(at.taken)) return;
    throw refusePosition(at, `at their end after ${this.taken} batches, ${at.taken} of which were taken`);
  }

  /** Goes through so many batches of a pass; false where it ended before. */
  private async passOver(batches: number): Promise<boolean> {
    while (this.taken < batches && !this.closed) {
      const { done, value } = await this.advance();
      if (done) return false;
      this.passes.toBatch(value).release();
      this.taken++;
    }
    return true;
  }

  private async advance(): Promise<IteratorResult<unknown>> {
    this.waiting = true;
    try {
      return checkResult(await (this.iterator ?? (await this.openPass())).next());
    } finally {
      this.waiting = false;
    }
  }

  private async openPass(): Promise<AnyIterator> {
    const { data, open } = this.passes;
    opened.set(data, opensOf(data) + 1);
    this.iterator = checkIterator(await open());
    this.taken = 0;
    return this.iterator;
  }

  private closePass(): unknown {
    const { iterator } = this;
    this.iterator = undefined;
    this.taken = 0;
    if (!(iterator && 'return' in iterator && iterator.return != null)) return undefined;
    checkFunction('data.return', iterator.return, 'a function, which ends its iterator');
    return iterator.return();
  }
}

function opensOf(data: object): number {
  return opened.get(data) ?? 0;
}

/** Tells of what the data themselves don't tell: whether they are at their beginning. */
function noticeOf(data: object, opens: number, passes: number): string | undefined {
  if (Array.isArray(data)) return undefined;
  if (isOwnIterator(data))
    return 'The data can be gone through only once: they were taken to be at their beginning, and as many batches were passed over as the checkpoint had taken.';
  if (opens > passes)
    return 'The data were gone through in this process before, so if they come in another order each time, that is not the one of the checkpointed run. Make them anew for that.';
  return undefined;
}

/** Whether it is an iterator that gives itself, as a generator does. */
function isOwnIterator(data: object): boolean {
  return 'next' in data && (Symbol.iterator in data || Symbol.asyncIterator in data);
}

function checkIterator(iterator: AnyIterator): AnyIterator {
  if (typeof iterator?.next === 'function') return iterator;
  throw new ArgumentError(
    'data',
    `gave ${describeValue(iterator)} to iterate; expected an iterator, with a function \`next\`.`,
  );
}

function checkResult(result: IteratorResult<unknown>): IteratorResult<unknown> {
  if (typeof result === 'object' && result !== null) return result;
  throw new ArgumentError(
    'data',
    `its iterator's next() gave ${describeValue(result)}; expected { value, done }.`,
  );
}
