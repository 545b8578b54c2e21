import type { CheckpointStore } from 'gan-core/checkpoints';
import type { Job, JobSettings } from './job';

/** A question to GANs: jobs that measure, and a report of what they found. */
export interface Experiment<Settings extends JobSettings = JobSettings, Result = unknown> {
  readonly name: string;
  /** One line: what is asked. */
  readonly question: string;
  /** How many seeds each of the settings gets, from 1 on, unless the command line says otherwise. */
  readonly seeds: number;
  /** All settings, the most wanted first; `steps` makes all runs shorter or longer. */
  settings(options: { readonly steps?: number | undefined }): readonly Settings[];
  run(job: Job<Settings>, place: JobPlace): Promise<Result>;
  /** What the results say, whichever of them there are by now. */
  report(records: readonly JobRecord<Settings, Result>[]): Promise<Report>;
}

/** Where a job runs. */
export interface JobPlace {
  /** Its own checkpoints: a job that was killed finds those of before. */
  readonly store: CheckpointStore;
  /** Steps from one checkpoint to the next. */
  readonly checkpointEvery: number;
  readonly signal: AbortSignal;
}

/** A finished job, as its JSON has it. */
export interface JobRecord<Settings extends JobSettings = JobSettings, Result = unknown>
  extends Job<Settings> {
  /** The job's name, and its file's. */
  readonly name: string;
  readonly version: string;
  readonly machine: Machine;
  readonly result: Result;
  /** Seconds that the last process took for it: from its last checkpoint on, where it was killed before. */
  readonly seconds: number;
}

/** What a job ran on. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly system: string;
  readonly node: string;
}

/** What is shown of an experiment. */
export interface Report {
  readonly tables: readonly Table[];
  readonly pictures: readonly Picture[];
  /** Sentences that follow from the results, of bars reached and missed say. */
  readonly findings: readonly string[];
}

export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Picture {
  /** Name of its file, without the ending. */
  readonly name: string;
  /** What is to be seen, for those who don't see it. */
  readonly description: string;
  readonly png: Uint8Array;
}

/** All jobs of an experiment in an order that is the same for all who ask: seed by seed, so that few seeds come first. */
export function jobsOf(
  { name, seeds: usual, settings }: Experiment,
  { seeds = usual, steps }: { readonly seeds?: number | undefined; readonly steps?: number | undefined } = {},
): Job[] {
  const all = settings({ steps });
  return Array.from({ length: seeds }, (_, index) => index + 1).flatMap((seed) =>
    all.map((each) => ({ experiment: name, settings: each, seed })),
  );
}
