import '@tensorflow/tfjs-backend-cpu';
import { measurePlane } from './measure-plane';
import type { MeasuringAnswer, MeasuringRequest } from './messages';

// Measures beside the training: a D that is busy training is no instrument.

const post = (answer: MeasuringAnswer) => self.postMessage(answer);

self.onmessage = async ({ data }: MessageEvent<MeasuringRequest>) => {
  try {
    post({ type: 'measured', measurement: await measurePlane(data) });
  } catch (error) {
    post({ type: 'failed', message: (error as Error).message });
  }
};
