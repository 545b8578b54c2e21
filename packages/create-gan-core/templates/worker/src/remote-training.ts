import type { FromWorker, Question, Results, ToWorker } from './protocol';
import type { Frame, Measured } from './training';

interface Asked {
  readonly show: (frame: Frame) => void;
  readonly resolve: (result: Results[keyof Results]) => void;
  readonly reject: (error: unknown) => void;
}

/** The training in a worker of its own: the same questions as of `Training`, none of the work. */
export class RemoteTraining {
  readonly #worker = new Worker(new URL('./training.worker.ts', import.meta.url), { type: 'module' });
  readonly #asked = new Map<number, Asked>();
  #questions = 0;

  constructor() {
    this.#worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.#hear(data);
    // A file that didn't load comes as an event without a message.
    this.#worker.onerror = ({ message }: Partial<ErrorEvent>) =>
      this.#end(new Error(message ? `in the worker: ${message}` : "the worker's file didn't load"));
  }

  realPoints(): Promise<Float32Array> {
    return this.#ask<'realPoints'>({ ask: 'realPoints' });
  }

  train(steps: number, signal: AbortSignal, show: (frame: Frame) => void): Promise<undefined> {
    return this.#ask<'train'>({ ask: 'train', steps }, signal, show);
  }

  measure(signal: AbortSignal): Promise<Measured> {
    return this.#ask<'measure'>({ ask: 'measure' }, signal);
  }

  dispose(): void {
    this.#worker.terminate();
    this.#end(new Error('the training was disposed of'));
  }

  #ask<Name extends Question['ask']>(
    question: Extract<Question, { ask: Name }>,
    signal?: AbortSignal,
    show: (frame: Frame) => void = () => {},
  ): Promise<Results[Name]> {
    const id = this.#questions++;
    signal?.addEventListener('abort', () => this.#send({ id, question: 'abort' }), { once: true });
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { show, resolve: (result) => resolve(result as Results[Name]), reject });
      this.#send({ id, question });
    });
  }

  #send(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #hear(message: FromWorker): void {
    const asked = this.#asked.get(message.id);
    if ('frame' in message) {
      asked?.show(message.frame);
      return;
    }
    this.#asked.delete(message.id);
    if ('error' in message) asked?.reject(new Error(message.error));
    else asked?.resolve(message.result);
  }

  /** Nothing more will be answered. */
  #end(error: Error): void {
    for (const { reject } of this.#asked.values()) reject(error);
    this.#asked.clear();
  }
}
