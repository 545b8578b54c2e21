import type { RandomState } from '../../random';
import type { Moment } from '../game/game';
import type { Role } from '../networks/model';
import type { GameDescription } from './describe-game';
import type { Part } from './part';
import type { SentBatch } from './sent-batch';

/** Message of a worker as soon as it listens. */
interface Hello {
  readonly kind: 'hello';
  /** The networks that its script left to the Trainer. */
  readonly lacks: readonly Role[];
}

/** Message that a worker needs before the first step. */
export interface Setup {
  readonly kind: 'setup';
  /** tfjs's name of the backend that the other threads compute on. */
  readonly backend: 'wasm' | 'cpu';
  /** Traits that tell one game from another, in words: the worker's own must be the same. */
  readonly game: GameDescription;
  /** The networks that the worker lacks. */
  readonly networks: Readonly<Partial<Record<Role, SentNetwork>>>;
  /** Some samples, by which networks are built that wait for their first batch. */
  readonly samples: SentBatch;
  /** Every weight, G's and then D's, written by the Trainer's thread. */
  readonly weights: SharedArrayBuffer;
  /** This worker's gradients, written by the worker. */
  readonly gradients: SharedArrayBuffer;
}

/** Construction of a network of tfjs-layers. */
export interface Topology {
  /** Name under which tfjs knows its class. */
  readonly className: string;
  /** Result of its `getConfig`. */
  readonly config: object;
  /**
   * Indices of what is frozen of the model, its layers and theirs, counted from 0 from the outside in: `getConfig` leaves it
   * out for models and some wrappers.
   */
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
  readonly batch: SentBatch;
}

interface GeneratorTask extends Start {
  readonly kind: 'generator';
}

/** Members of every task. */
interface Start {
  /** Indices of the weights that changed since the last task. */
  readonly changed: readonly number[];
  /** Place of the step in the training. */
  readonly moment: Moment;
  /** State that this part's random numbers start from. */
  readonly random: RandomState;
}

/** Answer of a worker that can't go on. */
interface Failure {
  readonly kind: 'failure';
  readonly name: string;
  readonly message: string;
  /** Message of the error underneath, if there is one. */
  readonly cause?: string;
}

/** A setup's answer. */
interface Ready {
  readonly kind: 'ready';
}

/** All that a worker may say. */
export type Answer = Hello | Ready | Part | Failure;
