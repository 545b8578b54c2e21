import type { TrainingAnswer, TrainingRequest } from './messages';
import { PlaneSession } from './plane-session';
import { problemForVisitors } from './problem-for-visitors';
import { refuseMissingWebgpu } from './refuse-missing-webgpu';
import { settingsOfCheckpoint } from './settings-of-checkpoint';

const post = (answer: TrainingAnswer) => self.postMessage(answer, { transfer: buffersOf(answer) });
const buffersOf = (answer: TrainingAnswer) =>
  Object.values(answer.type === 'frame' ? answer.frame : answer).flatMap((value: unknown) =>
    ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer ? [value.buffer] : [],
  );
let session: Promise<PlaneSession> | undefined;

/** Takes a request of the page: of its own kind of worker, one run in the plane. */
export function takeRequest(request: TrainingRequest): void {
  if (request.type === 'open') {
    session = open(request);
    session.catch((error: unknown) => post({ type: 'failed', message: problemForVisitors(error) }));
  } else session?.then((opened) => opened.take(request)).catch(() => undefined); // told at open
}

/** Opens a run anew, or where a checkpoint's was: that has its own settings. */
async function open({
  settings,
  checkpoint,
}: Extract<TrainingRequest, { type: 'open' }>): Promise<PlaneSession> {
  if (!checkpoint) {
    await refuseMissingWebgpu(settings.backend);
    return PlaneSession.open(settings, undefined, post);
  }
  const saved = await settingsOfCheckpoint(checkpoint);
  await refuseMissingWebgpu(saved.backend);
  post({ type: 'settings', settings: saved });
  return PlaneSession.open(saved, checkpoint, post);
}
