import { useBackend } from 'gan-core/backends';
import { createPictureMeasurer } from './picture-measurer';
import type { PictureMeasuringAnswer, PictureMeasuringRequest } from './picture-measuring-messages';

const post = (answer: PictureMeasuringAnswer) => self.postMessage(answer);
const backend = useBackend('wasm', { threads: 1 });
let measurer: ReturnType<typeof createPictureMeasurer> | undefined;

/** Takes the pictures to compare with, or measures samples, and tells the page. */
export async function answerWithKid(request: PictureMeasuringRequest): Promise<void> {
  try {
    await backend;
    if (request.type === 'pictures') measurer = createPictureMeasurer(request.pictures, request.areDigits);
    else post({ type: 'measured', measurement: await measurer!(request.step, request.samples) });
  } catch (error) {
    post({ type: 'failed', message: (error as Error).message });
  }
}
