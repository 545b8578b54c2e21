import '@tensorflow/tfjs-backend-cpu';
import { decodeFiles } from './decode-files';
import type { DecodingAnswer, DecodingRequest } from './decoding-messages';

// Decodes and scales pictures, off the page's thread.

const post = (answer: DecodingAnswer) => self.postMessage(answer);

self.onmessage = async ({ data }: MessageEvent<DecodingRequest>) => {
  try {
    const { pictures, refused } = await decodeFiles(data, (done) =>
      post({ type: 'progress', done, of: data.files.length }),
    );
    post({ type: 'decoded', pictures, refused });
  } catch (error) {
    post({ type: 'failed', message: (error as Error).message });
  }
};
