import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Experiment, type JobRecord, jobsOf } from './experiment';
import { experiments } from './experiments';
import { sortedJson } from './job';
import { type Gathered, writeFiles, writeSection } from './results-page';

// Gathers what the jobs found into tables, pictures, JSON and docs/results.md: npm run results

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    steps: { type: 'string' },
    results: { type: 'string', default: 'examples/experiments/results' },
    out: { type: 'string', default: 'out/results' },
    page: { type: 'string', default: 'docs/results.md' },
    'no-page': { type: 'boolean', default: false },
  },
});

for (const experiment of experiments) {
  if (positionals.length > 0 && !positionals.includes(experiment.name)) continue;
  const steps = values.steps === undefined ? undefined : Number(values.steps);
  const records = recordsOf(experiment, values.results, steps);
  if (records.length === 0) {
    console.log(`${experiment.name}: no results in ${values.results}`);
    continue;
  }
  const gathered: Gathered = {
    experiment: experiment.name,
    records,
    jobs: jobsOf(experiment, { steps }).length,
    report: await experiment.report(records),
  };
  for (const file of writeFiles(gathered, values.out)) console.log(file);
  if (!values['no-page']) writeSection(values.page, join(values.page, '../assets'), gathered);
}

/** The results of the settings that the experiment has now, of whatever seeds and versions. */
function recordsOf(experiment: Experiment, folder: string, steps: number | undefined): JobRecord[] {
  const own = join(folder, experiment.name);
  const files = existsSync(own) ? readdirSync(own).filter((file) => file.endsWith('.json')) : [];
  const places = new Map(
    experiment.settings({ steps }).map((settings, place) => [sortedJson(settings), place]),
  );
  const placeOf = ({ settings }: JobRecord) => places.get(sortedJson(settings)) ?? -1;
  return files
    .map((file) => JSON.parse(readFileSync(join(own, file), 'utf8')) as JobRecord)
    .filter((record) => placeOf(record) >= 0)
    .sort((a, b) => placeOf(a) - placeOf(b) || a.seed - b.seed);
}
