import type { Random, RandomState } from '../../random';
import type { DataPosition } from '../data/data-position';
import type { Captured, RunParts } from './capture';
import type { BatchShapes, KeptState } from './kept-state';

/** State whose steps are counted, and which can be kept. */
export interface CapturableState {
  readonly step: number;
  readonly kept: KeptState;
  /** Copies all of it: see `capture`. */
  capture(parts: RunParts): Promise<Captured>;
}

/** The part of a callback that keeps its state. */
interface KeepingCallback {
  readonly name: string;
  saveState?(): unknown;
  restoreState?(state: never): void;
}

/** Parts of a trainer that checkpoints are made of. */
export interface CheckpointHost {
  /** Class of the trainer. */
  readonly trainer: string;
  readonly callbacks: readonly KeepingCallback[];
  /** The trainer's streams, by their uses. */
  readonly streams: Readonly<Record<string, Random>>;
  readonly log: { reports: readonly object[]; replace(reports: readonly never[]): void };
  /** The state of the former runs; undefined before the first. */
  state(): CapturableState | undefined;
  /** Starts the backend, without which there are no tensors, and makes the networks. */
  ready(): Promise<unknown>;
  /** Makes the state of a trainer that did nothing yet, by the shapes of its batches. */
  createState(batch: BatchShapes | undefined): Promise<CapturableState>;
  /** Refuses what can't be done now. */
  refuseRunning(): void;
}

/** Places in the data of a trainer's runs. */
export interface DataPlaces {
  /** Place at the end of the last run, or that of a checkpoint. */
  last: DataPosition | undefined;
  /** Place where the next run goes on. */
  next: DataPosition | undefined;
}

/** States of the callbacks, by their names; those that keep nothing are left out. */
export function statesOf(callbacks: CheckpointHost['callbacks']): Record<string, unknown> {
  const keeping = callbacks.filter((callback) => callback.saveState);
  return Object.fromEntries(keeping.map((callback) => [callback.name, callback.saveState!()]));
}

/** States of a trainer's streams, by their uses. */
export function streamsOf(streams: CheckpointHost['streams']): Record<string, RandomState> {
  return Object.fromEntries(Object.entries(streams).map(([use, random]) => [use, random.save()]));
}
