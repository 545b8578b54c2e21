import type { Profiler } from 'node:inspector';
import { Session } from 'node:inspector/promises';
import { median } from './interleave';
import type { Training } from './naive-loop';

/** Shares of the time that a training takes, from 0 to 1. */
export interface OutsideKernels {
  /** Outside of WebAssembly, the garbage collection too. */
  readonly all: number;
  /** In the code of tfjs-core and tfjs-layers: what operations that hold several layers would save, at most. */
  readonly inTfjs: number;
}

/**
 * The shares of the time that a training spends outside of WebAssembly, by V8's sampling profiler: the medians over some stretches, since
 * JavaScript loses more than kernels do where the machine's host is busy. The time in which the thread waits doesn't count.
 *
 * @param steps - of a stretch
 */
export async function timeOutsideKernels(
  training: Training,
  { steps, stretches }: { readonly steps: number; readonly stretches: number },
): Promise<OutsideKernels> {
  await training.run(steps);
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 500 });
  const shares: OutsideKernels[] = [];
  for (let stretch = 0; stretch < stretches; stretch++) {
    await session.post('Profiler.start');
    await training.run(steps);
    shares.push(sharesOf((await session.post('Profiler.stop')).profile));
  }
  session.disconnect();
  return { all: median(shares.map(({ all }) => all)), inTfjs: median(shares.map(({ inTfjs }) => inTfjs)) };
}

function sharesOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): OutsideKernels {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  let [total, inKernels, inTfjs] = [0, 0, 0];
  for (const [index, sample] of samples.entries()) {
    const { functionName, url } = frames.get(sample)!;
    // 'dispatch' is the profiler itself, as it starts and stops: tens of milliseconds.
    if (functionName === '(idle)' || (functionName === 'dispatch' && url === '')) continue;
    const time = timeDeltas[index]!;
    total += time;
    if (url.startsWith('wasm://')) inKernels += time;
    else if (/tfjs-(core|layers)/.test(url)) inTfjs += time;
  }
  return { all: 1 - inKernels / total, inTfjs: inTfjs / total };
}
