import { useBackend } from 'gan-core/backends';
import type { FlatSamples } from 'gan-core/estimators';
import { extractFeatures } from 'gan-core/metrics';
import { isGanCoreError } from '../../errors';
import { UsageError } from '../usage-error';
import { type ChosenFeatures, chooseFeatures } from './choose-features';
import { commandWords } from './command-words';
import type { Comparison, ComparisonRow, MissingRow } from './comparison';
import { comparisonWarnings } from './comparison-warnings';
import { namedMetrics } from './metric-names';
import { type MetricInput, metricRuns } from './metric-runs';
import { type Opened, openSamples } from './open-samples';
import type { ProgressLine } from './progress-line';
import type { CompareSettings } from './read-compare-arguments';
import type { Samples } from './samples';

/**
 * Compares generated samples with real ones, by all metrics that were asked for. One that can't be computed of these samples gives a row
 * that says why.
 *
 * @param settings - the command line's
 * @param progress - told what goes on
 * @param signal - aborting it rejects with its reason
 * @throws UsageError naming the file or option at fault
 */
export async function compare(
  settings: CompareSettings,
  progress: ProgressLine,
  signal: AbortSignal,
): Promise<Comparison> {
  const { real, generated, train, features, seed, confidence, bandwidth, threads } = settings;
  const paths = [real, generated, ...(train === undefined ? [] : [train])];
  const opened: Opened[] = [];
  for (const path of paths) {
    progress.show(`reading ${path}`);
    opened.push(await openSamples(path));
  }
  const needsNetwork = features !== undefined || opened.some((each) => !isTable(each));
  const backend = needsNetwork ? await useBackend('wasm', { threads }) : undefined;
  try {
    const chosen = await chooseFeatures(opened, settings);
    const made = await featuresOf(chosen, progress, signal);
    const [first, second, third] = made as [FlatSamples, FlatSamples, FlatSamples | undefined];
    const options = { seed, confidence, signal };
    const input = { real: first, generated: second, train: third, bandwidth, options };
    const sides = chosen.samples.map((samples, index) => ({ samples, features: made[index]! }));
    const [ofReal, ofGenerated, ofTrain] = chosen.samples.map(({ path, count }) => ({
      path,
      samples: count,
    }));
    return {
      real: ofReal!,
      generated: ofGenerated!,
      train: ofTrain,
      features: { kind: chosen.kind, source: chosen.source, dimension: first.dimension },
      seed,
      confidence,
      warnings: comparisonWarnings(sides[0]!, sides[1]!, sides[2]),
      rows: await rowsOf(settings.metrics, input, progress),
    };
  } finally {
    progress.clear();
    backend?.restore();
  }
}

const isTable = (opened: Opened) => 'array' in opened && opened.array.shape.length < 3;

async function featuresOf(
  { samples, network }: ChosenFeatures,
  progress: ProgressLine,
  signal: AbortSignal,
): Promise<readonly FlatSamples[]> {
  const all: FlatSamples[] = [];
  for (const each of samples) {
    if (!network) all.push(each.table!);
    else {
      try {
        all.push(await extractFeatures(counted(each, progress), network, { signal }));
      } catch (error) {
        throw usageErrorIn(error) ?? error;
      }
    }
  }
  return all;
}

async function* counted({ path, count, batches }: Samples, progress: ProgressLine) {
  let done = 0;
  for await (const batch of batches()) {
    yield batch;
    done += batch.shape[0]!;
    progress.show(`features of ${path}: ${done} of ${count}`, false);
  }
}

/** Error that a picture's reader threw, beneath the errors of those that asked for it. */
function usageErrorIn(error: unknown): UsageError | undefined {
  for (let each = error; each instanceof Error; each = each.cause)
    if (each instanceof UsageError) return each;
  return undefined;
}

async function rowsOf(
  names: readonly string[] | undefined,
  input: Omit<MetricInput, 'byName'>,
  progress: ProgressLine,
): Promise<readonly (ComparisonRow | MissingRow)[]> {
  const wanted = namedMetrics.filter(({ name, usual, needsTraining }) =>
    names ? names.includes(name) : usual && (!needsTraining || input.train !== undefined),
  );
  const rows: (ComparisonRow | MissingRow)[] = [];
  for (const [index, { name: metric }] of wanted.entries()) {
    const { rows: heads, run } = metricRuns[metric]!;
    const title = heads.map((each) => each.title).join(', ');
    progress.show(`${title} (${index + 1} of ${wanted.length})`);
    try {
      const found = await run({ ...input, byName: names !== undefined });
      rows.push(...found.map((values, at) => ({ ...heads[at]!, metric, ...inCommandWords(values) })));
    } catch (error) {
      if (!isGanCoreError(error) && !(error instanceof UsageError)) throw error;
      rows.push(...heads.map((each) => ({ ...each, metric, problem: problemOf(error) })));
    }
  }
  return rows;
}

function inCommandWords<Row extends Pick<ComparisonRow, 'estimate'>>(row: Row): Row {
  const warnings = row.estimate.warnings.map(commandWords);
  return { ...row, estimate: { ...row.estimate, warnings } };
}

/** The message as a sentence: "real: has 10 rows" becomes "real has 10 rows". */
function problemOf(error: Error): string {
  return commandWords(error.message).replace(/^(real|generated|training|heldOut): (?=has |came )/, '$1 ');
}
