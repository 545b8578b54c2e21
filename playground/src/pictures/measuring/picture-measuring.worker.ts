import { useBackend } from 'gan-core/backends';
import { createPictureMeasurer } from './picture-measurer';
import type { PictureMeasuringAnswer, PictureMeasuringRequest } from './picture-measuring-messages';

// Measures beside the training, on one thread: the others are the training's.

const post = (answer: PictureMeasuringAnswer) => self.postMessage(answer);
const backend = useBackend('wasm', { threads: 1 });
let measurer: ReturnType<typeof createPictureMeasurer> | undefined;

self.onmessage = async ({ data }: MessageEvent<PictureMeasuringRequest>) => {
  try {
    await backend;
    if (data.type === 'pictures') measurer = createPictureMeasurer(data.pictures, data.areDigits);
    else post({ type: 'measured', measurement: await measurer!(data.step, data.samples) });
  } catch (error) {
    post({ type: 'failed', message: (error as Error).message });
  }
};
