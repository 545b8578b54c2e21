import { createHash } from 'node:crypto';
import type { JsonValue } from 'gan-core/node';
import manifest from '../../package.json';

/** Settings of a job: plain JSON, all that its result depends on but for the seed and gan-core itself. */
export type JobSettings = Readonly<Record<string, JsonValue>>;

/** One piece of an experiment: some settings from one seed. */
export interface Job<Settings extends JobSettings = JobSettings> {
  readonly experiment: string;
  readonly settings: Settings;
  readonly seed: number;
}

/** The gan-core that runs. */
export const { version } = manifest;

/** A job's name, the same wherever it is given: so a job that is given twice runs once. */
export function jobName({ experiment, settings, seed }: Job): string {
  const said = sortedJson({ experiment, settings, seed, version });
  return createHash('sha256').update(said).digest('hex').slice(0, 16);
}

/** JSON that doesn't know in which order the keys were written. */
export function sortedJson(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value as Record<string, JsonValue>)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${sortedJson(member)}`);
  return `{${members.join(',')}}`;
}

/** Every n-th job of a list, the list's order being the same for all: what shard `index` of `count` has to do, from 1 on. */
export function shardOf<T>(jobs: readonly T[], { index, count }: Shard): T[] {
  return jobs.filter((_, place) => place % count === index - 1);
}

/** One of several processes that share the jobs out. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}
