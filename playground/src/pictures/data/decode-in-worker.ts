import type { DecodingAnswer, DecodingRequest } from './decoding-messages';
import type { PictureSet } from './picture-set';

/** Has a worker decode files, and ends it. */
export function decodeInWorker(
  request: DecodingRequest,
  onProgress: (done: number) => void,
): Promise<{ pictures: PictureSet; refused: readonly string[] }> {
  return new Promise<{ pictures: PictureSet; refused: readonly string[] }>((resolve, reject) => {
    const worker = new Worker(new URL('./decoding.worker.ts', import.meta.url), { type: 'module' });
    const end = () => worker.terminate();
    worker.onmessage = ({ data }: MessageEvent<DecodingAnswer>) => {
      if (data.type === 'progress') onProgress(data.done);
      else if (data.type === 'decoded') {
        resolve(data);
        end();
      } else {
        reject(new Error(data.message));
        end();
      }
    };
    worker.onerror = ({ message }) => {
      reject(new Error(message || 'The worker that decodes could not be loaded.'));
      end();
    };
    worker.postMessage(request);
  });
}
