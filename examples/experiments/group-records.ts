import type { JobRecord } from './experiment';
import { type JobSettings, sortedJson } from './job';

/** What several seeds of the same settings gave. */
export interface SeedGroup<Settings extends JobSettings, Result> {
  readonly settings: Settings;
  readonly records: readonly JobRecord<Settings, Result>[];
}

/** Records by their settings, in the order in which the settings come first. */
export function groupRecords<Settings extends JobSettings, Result>(
  records: readonly JobRecord<Settings, Result>[],
): SeedGroup<Settings, Result>[] {
  const groups = new Map<string, JobRecord<Settings, Result>[]>();
  for (const record of records) {
    const key = sortedJson(record.settings);
    groups.set(key, [...(groups.get(key) ?? []), record]);
  }
  return [...groups.values()].map((group) => ({ settings: group[0]!.settings, records: group }));
}

/** The record whose measure is the median of the group's: of two in the middle, the lower. */
export function typicalRecord<Settings extends JobSettings, Result>(
  { records }: SeedGroup<Settings, Result>,
  measure: (result: Result) => number,
): JobRecord<Settings, Result> {
  const sorted = [...records].sort((a, b) => measure(a.result) - measure(b.result));
  return sorted[Math.floor((sorted.length - 1) / 2)]!;
}
