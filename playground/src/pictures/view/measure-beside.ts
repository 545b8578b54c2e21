import type { PictureSet } from '../data/picture-set';
import type { PictureMeasurement, PictureMeasuringAnswer } from '../measuring/picture-measuring-messages';

/** Measures samples in a worker of its own, which starts with the first; those that come while it is busy are left out. */
export function measureBeside(
  compared: PictureSet,
  areDigits: boolean,
  on: {
    readonly measured: (measurement: PictureMeasurement) => void;
    readonly failed: (why: string) => void;
  },
) {
  let worker: Worker | undefined;
  let isBusy = false;
  const start = () => {
    const started = new Worker(new URL('../measuring/picture-measuring.worker.ts', import.meta.url), {
      type: 'module',
    });
    started.onmessage = ({ data }: MessageEvent<PictureMeasuringAnswer>) => {
      isBusy = false;
      if (data.type === 'measured') on.measured(data.measurement);
      else on.failed(data.message);
    };
    started.postMessage({ type: 'pictures', pictures: compared, areDigits });
    return started;
  };
  return {
    measure(step: number, samples: Uint8ClampedArray): void {
      if (isBusy) return; // the next will do
      worker ??= start();
      isBusy = true;
      worker.postMessage({ type: 'measure', step, samples }, { transfer: [samples.buffer] });
    },
    end(): void {
      worker?.terminate();
    },
  };
}
