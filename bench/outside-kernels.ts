import { Session } from 'node:inspector/promises';
import type { Training } from './naive-loop';

/** Shares of the time that a training takes, from 0 to 1. */
export interface OutsideKernels {
  /** Outside of WebAssembly, the garbage collection too. */
  readonly all: number;
  /** In the code of tfjs-core and tfjs-layers: what operations that hold several layers would save, at most. */
  readonly inTfjs: number;
}

/**
 * The shares of the time that a training spends outside of WebAssembly, by V8's sampling profiler. The time in which the thread waits
 * doesn't count.
 */
export async function timeOutsideKernels(training: Training, steps: number): Promise<OutsideKernels> {
  await training.run(steps);
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 500 });
  await session.post('Profiler.start');
  await training.run(steps);
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();

  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  const { samples = [], timeDeltas = [] } = profile;
  let [total, inKernels, inTfjs] = [0, 0, 0];
  for (const [index, sample] of samples.entries()) {
    const { functionName, url } = frames.get(sample)!;
    if (functionName === '(idle)') continue;
    const time = timeDeltas[index]!;
    total += time;
    if (url.startsWith('wasm://')) inKernels += time;
    else if (/tfjs-(core|layers)/.test(url)) inTfjs += time;
  }
  return { all: 1 - inKernels / total, inTfjs: inTfjs / total };
}
