import type { Measurement, MeasuringAnswer, MeasuringRequest } from '../measuring/messages';

/** Measures samples in a worker of its own, which starts with the first; those that come while it is busy are left out. */
export function measurePlaneBeside(on: {
  readonly measured: (measurement: Measurement) => void;
  readonly failed: (why: string) => void;
}) {
  let worker: Worker | undefined;
  let isBusy = false;
  const start = () => {
    const started = new Worker(new URL('../measuring/measuring.worker.ts', import.meta.url), {
      type: 'module',
    });
    started.onmessage = ({ data }: MessageEvent<MeasuringAnswer>) => {
      isBusy = false;
      if (data.type === 'measured') on.measured(data.measurement);
      else on.failed(data.message);
    };
    return started;
  };
  return {
    measure(request: MeasuringRequest): void {
      if (isBusy) return; // the next will do
      worker ??= start();
      isBusy = true;
      worker.postMessage(request, { transfer: [request.samples.buffer] });
    },
    /** Forgets what is measured; other samples may come. */
    end(): void {
      worker?.terminate();
      worker = undefined;
      isBusy = false;
    },
  };
}
