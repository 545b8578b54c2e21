import '@tensorflow/tfjs-backend-cpu';
import { decodeFiles } from './decode-files';
import type { DecodingAnswer, DecodingRequest } from './decoding-messages';

const post = (answer: DecodingAnswer) => self.postMessage(answer);

/** Decodes and scales files, and tells the page how far it is. */
export async function answerWithPictures(request: DecodingRequest): Promise<void> {
  try {
    const { pictures, refused } = await decodeFiles(request, (done) =>
      post({ type: 'progress', done, of: request.files.length }),
    );
    post({ type: 'decoded', pictures, refused });
  } catch (error) {
    post({ type: 'failed', message: (error as Error).message });
  }
}
