import { createRandom } from 'gan-core/distributions';
import type { FlatSamples } from 'gan-core/estimators';
import type { SanityCheck, Series } from './check';
import type { Curve } from './curve';
import { standardized } from './standardized';
import { type Metric, metrics } from './subjects';

/** Curves of all metrics along one series. */
export interface MeasuredSeries {
  readonly label: string;
  readonly curves: Readonly<Record<string, Curve>>;
}

interface Sums {
  y: number;
  lower: number;
  upper: number;
  equal: number;
}

/**
 * Measures all metrics along the series of a check, as means over repeats that are drawn anew.
 *
 * @param check - the check
 * @param repeats - number of draws
 * @param chosen - the metrics, all unless given
 */
export async function measure(
  check: SanityCheck,
  repeats: number,
  chosen: readonly Metric[] = metrics,
): Promise<readonly MeasuredSeries[]> {
  const random = createRandom(seedOf(check.name));
  const measured: MeasuredSeries[] = [];
  for (const series of check.series) measured.push(await along(series, repeats, chosen, () => random.fork()));
  return measured;
}

async function along(
  series: Series,
  repeats: number,
  chosen: readonly Metric[],
  fork: () => ReturnType<typeof createRandom>,
): Promise<MeasuredSeries> {
  const names = chosen.flatMap((metric) => metric.subjects.map(({ name }) => name));
  const sums = new Map(
    names.map((name) => [name, series.x.map(() => ({ y: 0, lower: 0, upper: 0, equal: 0 }))]),
  );
  for (let repeat = 0; repeat < repeats; repeat++) {
    const draw = series.open(fork());
    for (const [at, x] of series.x.entries()) {
      const { real, generated, equal } = standardized(draw(x));
      for (const metric of chosen)
        await add(metric, [real, generated, equal], (name) => sums.get(name)![at]!);
    }
  }
  const curve = (points: readonly Sums[]): Curve => ({
    x: series.x,
    y: points.map(({ y }) => y / repeats),
    lower: points.map(({ lower }) => lower / repeats),
    upper: points.map(({ upper }) => upper / repeats),
    equal: points.map(({ equal }) => equal / repeats),
  });
  return {
    label: series.label,
    curves: Object.fromEntries([...sums].map(([name, points]) => [name, curve(points)])),
  };
}

async function add(
  { subjects: values, estimate }: Metric,
  [real, generated, equal]: readonly [FlatSamples, FlatSamples, FlatSamples | undefined],
  sumsOf: (name: string) => Sums,
): Promise<void> {
  const found = await estimate(real, generated);
  values.forEach(({ name }, at) => {
    const { value, interval } = found[at]!;
    const sums = sumsOf(name);
    sums.y += value;
    sums.lower += interval[0];
    sums.upper += interval[1];
  });
  if (!equal || values[0]!.kind !== 'distance') return;
  const [ofEqual] = await estimate(real, equal);
  sumsOf(values[0]!.name).equal += ofEqual!.interval[1];
}

/** A seed of its own for each check, so that one alone gives the same numbers as all of them. */
function seedOf(name: string): number {
  return [...name].reduce((seed, letter) => (31 * seed + letter.charCodeAt(0)) % 2 ** 31, 7);
}
