import type { RandomState } from '../../random';

/** What a worker tells as soon as it listens. */
interface Hello {
  readonly kind: 'hello';
}

/** What a worker must know before the first step. */
export interface Setup {
  readonly kind: 'setup';
  /** tfjs's name of the backend that the other threads compute on. */
  readonly backend: 'wasm' | 'cpu';
  /** The shape of each weight, G's and then D's: what the worker's own networks must have. */
  readonly shapes: readonly (readonly number[])[];
  /** What tells one game from another, in words. */
  readonly game: string;
  /** Some samples, by which networks are built that wait for their first batch. */
  readonly samples: SampleBatch;
  /** Every weight, written by the Trainer's thread. */
  readonly weights: SharedArrayBuffer;
  /** This worker's gradients, written by the worker. */
  readonly gradients: SharedArrayBuffer;
}

/** Real samples, as plain numbers. */
export interface SampleBatch {
  readonly values: Float32Array;
  readonly shape: readonly number[];
}

/** A part of one step. */
export type Task = DiscriminatorTask | GeneratorTask;

interface DiscriminatorTask extends Start {
  readonly kind: 'discriminator';
  /** This worker's part of the batch, which it keeps for G's steps. */
  readonly real: SampleBatch;
  /** How many steps D took before. */
  readonly count: number;
}

interface GeneratorTask extends Start {
  readonly kind: 'generator';
}

/** What every part starts from. */
interface Start {
  /** Which weights changed since the last task. */
  readonly changed: readonly number[];
  /** Where this part's random numbers start. */
  readonly random: RandomState;
}

/** What a worker answers, its gradients being in the shared memory. */
export interface Part {
  readonly kind: 'part';
  readonly loss: number;
  /** Of a step of D, else empty. */
  readonly penalties: Readonly<Record<string, number>>;
  readonly realLogits: Float32Array;
  readonly fakeLogits: Float32Array;
}

/** What a worker answers where it can't go on. */
interface Failure {
  readonly kind: 'failure';
  readonly name: string;
  readonly message: string;
}

/** A setup's answer. */
interface Ready {
  readonly kind: 'ready';
}

/** All that a worker may say. */
export type Answer = Hello | Ready | Part | Failure;
