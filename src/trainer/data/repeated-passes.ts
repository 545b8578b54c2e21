import { ArgumentError, checkFunction, describeValue } from '../../errors';
import type { Random } from '../../random';
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
  /** The data's stream, which a checkpoint keeps though these data don't draw from it. */
  readonly random: Random;
}

/** Passes that runs have opened over each of the data, in this process: how many a shuffled dataset has drawn an order for. */
const opened = new WeakMap<object, number>();

/**
 * Goes through an iterable again and again, until a pass gives nothing.
 *
 * @param at - the place to go on from, where there is one: former passes are opened without being gone through, and the batches of the
 *   one under way that were taken are gone through once more
 */
export function repeatedPasses<B extends object>(
  { data, open, toBatch, random }: Passes<B>,
  at: DataPosition | undefined,
): BatchSource<B> {
  if (at && at.kind !== 'passes') throw refusePosition(at, 'data that give batches');
  let iterator: AnyIterator | undefined;
  let taken = 0;
  let waiting = false;
  let closed = false;
  let place = at;
  let notice: string | undefined;
  const opens = () => opened.get(data) ?? 0;
  const openPass = async () => {
    opened.set(data, opens() + 1);
    iterator = checkIterator(await open());
    taken = 0;
    return iterator;
  };
  const advance = async () => {
    waiting = true;
    try {
      return checkResult(await (iterator ?? (await openPass())).next());
    } finally {
      waiting = false;
    }
  };
  const closeIterator = () => {
    const former = iterator;
    iterator = undefined;
    if (!(former && 'return' in former && former.return != null)) return undefined;
    checkFunction('data.return', former.return, 'a function, which ends its iterator');
    return former.return();
  };
  const goTo = async ({ passes, taken: wanted }: { passes: number; taken: number }) => {
    notice = noticeOf(data, opens(), passes);
    for (; opens() < passes; await closeIterator()) await openPass();
    while (taken < wanted && !closed) {
      const { done, value } = await advance();
      if (done) throw refusePosition(at!, `data of ${taken} batches, ${wanted} of which were taken`);
      toBatch(value).release();
      taken++;
    }
  };
  return {
    async next() {
      if (place?.kind === 'passes') {
        const to = place;
        place = undefined;
        await goTo(to);
      }
      for (let pass = 0; pass < 2 && !closed; pass++) {
        const { done, value } = await advance();
        if (!done) {
          taken++;
          return toBatch(value);
        }
        iterator = undefined;
        taken = 0;
      }
      return undefined;
    },
    position: () =>
      place ?? {
        kind: 'passes',
        passes: iterator ? opens() - 1 : opens(),
        taken,
        random: random.save(),
      },
    get notice() {
      return notice;
    },
    async close() {
      closed = true;
      const closing = closeIterator();
      // An async generator that still waits would answer only after that: not waited for, or an abort could hang.
      if (waiting) Promise.resolve(closing).catch(() => {});
      else await closing;
    },
  };
}

/** What can't be told by the data themselves: whether they are at their beginning. */
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
