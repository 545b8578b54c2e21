import { doAll } from '../../errors';

/** Rejection of a wait during which the run was left or stopped. It never comes out of a run. */
export const left = Symbol('the run was left');

/** Milliseconds that data may still take after `stop()`: where they are quick, the step under way is finished. */
const AFTER_STOP = 100;
/** Milliseconds that cleaning up may take, in all, once the run was aborted or left. */
const AFTER_END = 250;
/** Milliseconds for each part of it: what cleans up at once isn't cut short by a part before it that doesn't. */
const AT_LEAST = 20;

/**
 * Ends a run from outside while it waits, by its signal, `stop()`, and being left, by `return()` or `dispose()`. Every
 * wait for code that isn't gan-core's goes through it, so that none can be without end.
 */
export class RunControl {
  private wish: 'stop' | 'leave' | undefined;
  private stoppedAt = Number.POSITIVE_INFINITY;
  private endedAt = Number.POSITIVE_INFINITY;
  private phase: 'working' | 'paused' | 'closing' = 'working';
  private readonly waits = new Set<() => void>();
  private undos: (() => void)[] = [];
  private readonly onAbort = () => {
    this.endedAt = Math.min(this.endedAt, performance.now());
    this.wake();
  };

  constructor(private readonly signal?: AbortSignal) {}

  /** Heeds the signal from now on, until `end`. */
  begin(): void {
    this.signal?.addEventListener('abort', this.onAbort, { once: true });
  }

  /** Puts back what is left to put back, and heeds the signal no more. */
  end(): void {
    this.signal?.removeEventListener('abort', this.onAbort);
    this.undoAll();
  }

  /** Whether the run is to end after its step, or at once. */
  get stopRequested(): boolean {
    return this.wish !== undefined;
  }

  /** Whether nobody wants anything of the run any more. */
  get isLeft(): boolean {
    return this.wish === 'leave';
  }

  /** Whether nothing of the run is under way: it waits for its consumer, or for closing hooks. */
  get isIdle(): boolean {
    return this.phase !== 'working';
  }

  /** Has the run end after its step, and wait for data no longer. */
  stop(): void {
    if (this.wish) return;
    this.wish = 'stop';
    this.stoppedAt = performance.now();
    this.wake();
  }

  /** Has the run end wherever it waits. */
  leave(): void {
    this.wish = 'leave';
    this.endedAt = Math.min(this.endedAt, performance.now());
    this.wake();
  }

  /** Waits for the consumer, until `resume`. A run that is ended meanwhile is undone at once: nobody may go on with it. */
  pause(): void {
    this.phase = 'paused';
    this.wake();
  }

  /** Goes on with the run. */
  resume(): void {
    this.phase = 'working';
  }

  /** Marks that only closing hooks are to come. */
  close(): void {
    this.phase = 'closing';
  }

  /** Throws what a wait would. */
  check(): void {
    if (this.signal?.aborted) throw this.signal.reason;
    if (this.isLeft) throw left;
  }

  /** Notes how something is put back; that is done once, by what this returns or at the end. */
  undoAtEnd(undo: () => void): () => void {
    const once = () => {
      if (!this.undos.includes(once)) return;
      this.undos = this.undos.filter((each) => each !== once);
      undo();
    };
    this.undos.unshift(once);
    return once;
  }

  /**
   * Waits for the work's result.
   *
   * @param until - `'stop'` for what `stop()` ends too
   * @throws the signal's reason once it is aborted, `left` once the run is left
   */
  during<T>(work: T | PromiseLike<T>, until: 'stop' | 'leave' = 'leave'): Promise<T> {
    const deadline = () =>
      until === 'stop' ? Math.min(this.endedAt, this.stoppedAt + AFTER_STOP) : this.endedAt;
    return this.wait(work, deadline, (_, reject) => reject(this.signal?.aborted ? this.signal.reason : left));
  }

  /**
   * Does as `during`, for tensors that come from code that isn't gan-core's: those that come too late are freed.
   *
   * @param discard - frees a late result
   */
  async receive<T>(
    coming: Promise<T>,
    discard: (late: T) => void,
    until: 'stop' | 'leave' = 'leave',
  ): Promise<T> {
    try {
      return await this.during(coming, until);
    } catch (error) {
      coming.then(discard, () => {}); // it may come yet
      throw error;
    }
  }

  /**
   * Waits for what cleans up, as long as it takes; but `patience` milliseconds at most, and only a moment once the run was
   * aborted or left. What it does after that is ignored.
   */
  closing(work: unknown, patience = Number.POSITIVE_INFINITY): Promise<unknown> {
    const began = performance.now();
    const deadline = () => Math.max(began + AT_LEAST, Math.min(began + patience, this.endedAt + AFTER_END));
    return this.wait<unknown>(work, deadline, (resolve) => resolve(undefined));
  }

  private wait<T>(
    work: T | PromiseLike<T>,
    deadline: () => number,
    expire: (resolve: (value: T) => void, reject: (reason: unknown) => void) => void,
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const settled = () => {
        clearTimeout(timer);
        this.waits.delete(look);
      };
      const look = () => {
        clearTimeout(timer);
        const remaining = deadline() - performance.now();
        if (remaining > 0) {
          if (remaining < Number.POSITIVE_INFINITY) timer = setTimeout(look, remaining);
          return;
        }
        settled();
        expire(resolve, reject);
      };
      this.waits.add(look);
      Promise.resolve(work).then(resolve, reject).finally(settled); // a rejection after the end is nobody's
      look();
    });
  }

  private wake(): void {
    for (const look of [...this.waits]) look();
    const isOver = this.stopRequested || this.endedAt < Number.POSITIVE_INFINITY;
    if (this.phase === 'paused' ? isOver : this.phase === 'closing' && this.isLeft) this.undoAll();
  }

  private undoAll(): void {
    doAll([...this.undos]);
  }
}
