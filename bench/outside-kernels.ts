import { Session } from 'node:inspector/promises';
import type { Training } from './naive-loop';

/**
 * The share of the time that a training spends outside of WebAssembly, its garbage collection too, by V8's sampling profiler.
 * The time in which the thread waits doesn't count.
 */
export async function shareOutsideKernels(training: Training, steps: number): Promise<number> {
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
  let [total, inKernels] = [0, 0];
  for (const [index, sample] of samples.entries()) {
    const { functionName, url } = frames.get(sample)!;
    if (functionName === '(idle)') continue;
    const time = timeDeltas[index]!;
    total += time;
    if (url.startsWith('wasm://')) inKernels += time;
  }
  return 1 - inKernels / total;
}
