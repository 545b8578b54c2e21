/** What a run did to the event loop, in milliseconds. */
export interface Watched {
  /** From the call to the end: of the run, or of the watching, where that was aborted. */
  readonly took: number;
  readonly ended: 'done' | 'aborted';
  /** The longest stretch in which nothing else could run, by the clock. */
  readonly stretch: number;
  /**
   * The same of computing: of each stretch no more than this process's CPU time in it. On a machine that is busy with other work
   * the clock goes on where the process doesn't.
   */
  readonly computing: number;
  /** From the moment that the signal was meant for to the rejection; 0 where the run was done before. */
  readonly untilRejected: number;
}

/**
 * Runs something and looks at the event loop all the while, by a task that asks to be run again and again: between two of
 * its turns nothing else had one.
 *
 * @param run - what to watch
 * @param abortAfter - milliseconds until its signal is aborted
 * @throws what the run rejects with, unless it is the signal's reason
 */
export async function watch(
  run: (signal: AbortSignal) => Promise<unknown>,
  abortAfter: number,
): Promise<Watched> {
  const controller = new AbortController();
  const reason = new Error('enough seen');
  let [stretch, computing] = [0, 0];
  let [last, lastCpu] = [performance.now(), process.cpuUsage()];
  const look = () => {
    const clock = performance.now() - last;
    const { user, system } = process.cpuUsage(lastCpu);
    stretch = Math.max(stretch, clock);
    computing = Math.max(computing, Math.min(clock, (user + system) / 1000));
    [last, lastCpu] = [performance.now(), process.cpuUsage()];
  };
  const start = performance.now();
  let ticking = true;
  const tick = () => {
    look();
    if (!controller.signal.aborted && performance.now() - start >= abortAfter) controller.abort(reason);
    if (ticking) setImmediate(tick);
  };
  setImmediate(tick);
  const end = (ended: Watched['ended']): Watched => {
    look();
    const took = performance.now() - start;
    return { took, ended, stretch, computing, untilRejected: ended === 'aborted' ? took - abortAfter : 0 };
  };
  try {
    await run(controller.signal);
    return end('done');
  } catch (error) {
    if (error !== reason) throw error;
    return end('aborted');
  } finally {
    ticking = false;
  }
}
