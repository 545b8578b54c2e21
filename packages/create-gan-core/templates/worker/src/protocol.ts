import type { Frame, Measured } from './training';

/** What the page asks of the worker. */
export type Question =
  | { readonly ask: 'realPoints' }
  | { readonly ask: 'train'; readonly steps: number }
  | { readonly ask: 'measure' };

/** What each question comes to. */
export interface Results {
  readonly realPoints: Float32Array;
  readonly train: undefined;
  readonly measure: Measured;
}

/** Messages to the worker: a question with a number of its own, or the end of an earlier one. */
export type ToWorker = { readonly id: number; readonly question: Question | 'abort' };

/** Messages from it, with the question's number: frames while it trains, then a result or an error. */
export type FromWorker = { readonly id: number } & (
  | { readonly frame: Frame }
  | { readonly result: Results[keyof Results] }
  | { readonly error: string }
);
