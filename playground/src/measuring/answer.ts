import '@tensorflow/tfjs-backend-cpu';
import { measurePlane } from './measure-plane';
import type { MeasuringAnswer, MeasuringRequest } from './messages';

const post = (answer: MeasuringAnswer) => self.postMessage(answer);

/** Measures what the page asks for, and tells it. */
export async function answer(request: MeasuringRequest): Promise<void> {
  try {
    post({ type: 'measured', measurement: await measurePlane(request) });
  } catch (error) {
    post({ type: 'failed', message: (error as Error).message });
  }
}
