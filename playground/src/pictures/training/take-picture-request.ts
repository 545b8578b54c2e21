import { problemForVisitors } from '../../training/problem-for-visitors';
import type { PictureAnswer, PictureRequest } from './picture-messages';
import { PictureSession } from './picture-session';
import { settingsOfPictureCheckpoint } from './settings-of-picture-checkpoint';

const post = (answer: PictureAnswer) => self.postMessage(answer, { transfer: buffersOf(answer) });
const buffersOf = (answer: PictureAnswer) => {
  const holder = answer.type === 'frame' ? answer.frame : answer.type === 'stage' ? answer.stage : answer;
  return Object.values(holder).flatMap((value: unknown) =>
    ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer ? [value.buffer] : [],
  );
};
let session: Promise<PictureSession> | undefined;

/** Takes a request of the page. */
export function takePictureRequest(request: PictureRequest): void {
  if (request.type === 'open') {
    session = open(request);
    session.catch((error: unknown) => post({ type: 'failed', message: problemForVisitors(error) }));
  } else session?.then((opened) => opened.take(request)).catch(() => undefined); // told at open
}

/** Opens a run anew, or where a checkpoint's was: that has its own settings. */
async function open(request: Extract<PictureRequest, { type: 'open' }>): Promise<PictureSession> {
  if (!request.checkpoint) return PictureSession.open(request, post);
  const settings = await settingsOfPictureCheckpoint(request.checkpoint);
  post({ type: 'settings', settings });
  return PictureSession.open({ ...request, settings }, post);
}
