import type { RandomState } from '../../random';
import type { Role } from '../networks/model';
import type { GameDescription } from './describe-game';
import type { Part } from './part';
import type { SampleBatch } from './sample-batch';

/** What a worker tells as soon as it listens. */
interface Hello {
  readonly kind: 'hello';
  /** The networks that its script left to the Trainer. */
  readonly lacks: readonly Role[];
}

/** What a worker must know before the first step. */
export interface Setup {
  readonly kind: 'setup';
  /** tfjs's name of the backend that the other threads compute on. */
  readonly backend: 'wasm' | 'cpu';
  /** What tells one game from another, in words: the worker's own must be the same. */
  readonly game: GameDescription;
  /** The networks that the worker lacks. */
  readonly networks: Readonly<Partial<Record<Role, SentNetwork>>>;
  /** Some samples, by which networks are built that wait for their first batch. */
  readonly samples: SampleBatch;
  /** Every weight, G's and then D's, written by the Trainer's thread. */
  readonly weights: SharedArrayBuffer;
  /** This worker's gradients, written by the worker. */
  readonly gradients: SharedArrayBuffer;
}

/** How a network of tfjs-layers is built. */
export interface Topology {
  /** What tfjs knows its class by. */
  readonly className: string;
  /** What its `getConfig` gives. */
  readonly config: object;
  /** What is frozen of the model, its layers and theirs, counted from 0 from the outside in: `getConfig` leaves it out for models and some wrappers. */
  readonly frozen: readonly number[];
  /** The names of its weights, in their order. */
  readonly weightNames: readonly string[];
}

/** A network for a worker that has none of its own; its weights are in the shared memory. */
export interface SentNetwork extends Topology {
  /** Its outputs for the setup's samples (G: for noise of a fixed seed): the rebuilt network must give the same. */
  readonly outputs: Float32Array;
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

/** What a worker answers where it can't go on. */
interface Failure {
  readonly kind: 'failure';
  readonly name: string;
  readonly message: string;
  /** What the error underneath says, if there is one. */
  readonly cause?: string;
}

/** A setup's answer. */
interface Ready {
  readonly kind: 'ready';
}

/** All that a worker may say. */
export type Answer = Hello | Ready | Part | Failure;
