import type { FromWorker, Question, Results, ToWorker } from './protocol';

// By import(), so that this file holds nothing that the other parts of the bundle share: they would import it from here, and WebKit
// (Safari) runs a worker's own file a second time when it is imported.
const loaded = import('./training').then(({ Training }) => new Training());
/** Questions that are being worked on. */
const open = new Map<number, AbortController>();

addEventListener('message', async ({ data: { id, question } }: MessageEvent<ToWorker>) => {
  if (question === 'abort') return open.get(id)?.abort();
  const controller = new AbortController();
  open.set(id, controller);
  try {
    send({ id, result: await answer(id, question, controller.signal) });
  } catch (error) {
    send({ id, error: error instanceof Error ? error.message : String(error) });
  } finally {
    open.delete(id);
  }
});

async function answer(id: number, question: Question, signal: AbortSignal): Promise<Results[keyof Results]> {
  const training = await loaded;
  switch (question.ask) {
    case 'realPoints':
      return training.realPoints();
    case 'train':
      await training.train(question.steps, signal, (frame) => send({ id, frame }, [frame.points.buffer]));
      return undefined;
    case 'measure':
      return training.measure(signal);
  }
}

/** What is transferred is moved, not copied. */
function send(message: FromWorker, transfer: Transferable[] = []): void {
  postMessage(message, { transfer });
}
