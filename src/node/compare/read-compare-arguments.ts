import { quoted, readOptions, readWhole, type TypedValues, unknownName } from '../command-options';
import { UsageError } from '../usage-error';
import { namedMetrics, refusedMetrics, refusedSpellings } from './metric-names';

/** Source of features: the numbers as they are, a network of random weights, or a layer of a model. */
type FeatureChoice =
  | { readonly kind: 'pixels' | 'random' }
  | { readonly kind: 'model'; readonly path: string; readonly layer: string | undefined };

/** Settings of a comparison, as they were typed. */
export interface CompareSettings {
  readonly real: string;
  readonly generated: string;
  readonly train: string | undefined;
  /** Names of metrics; undefined for the usual ones. */
  readonly metrics: readonly string[] | undefined;
  /** None for tables of numbers, which are features already. */
  readonly features: FeatureChoice | undefined;
  /** Number of features of the random network. */
  readonly dimension: number;
  /** Rows and columns that pictures are resized to; undefined for their own. */
  readonly size: number | undefined;
  /** Values that pixels of 0 to 255 become: −1 to 1, or 0 to 1. */
  readonly scale: 'tanh' | 'unit';
  readonly bandwidth: number;
  readonly threads: number | 'auto';
  readonly seed: number;
  readonly confidence: number;
  readonly json: boolean;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const options = {
  metrics: text,
  features: text,
  layer: text,
  train: text,
  dimension: text,
  size: text,
  scale: text,
  bandwidth: text,
  threads: text,
  seed: text,
  confidence: text,
  json: flag,
  help: { ...flag, short: 'h' },
};

/**
 * Reads what was typed after `compare`.
 *
 * @returns the settings, or `'help'` where that is asked for
 * @throws UsageError in one line
 */
export function readCompareArguments(argv: readonly string[]): CompareSettings | 'help' {
  const { values, positionals } = readOptions('compare', argv, options, 2);
  if (values.help === true) return 'help';
  const [real, generated] = positionals;
  if (!real || !generated) {
    const came = real ? `only ${quoted(real)}` : 'no files';
    throw new UsageError(
      `compare: got ${came}; expected two, real and generated samples, each a .npy, a .csv or a folder of pictures: npx gan-core compare real.npy generated.npy.`,
    );
  }
  const train = typed(values, 'train');
  const features = readFeatures(values);
  const size = typed(values, 'size');
  return {
    real,
    generated,
    train,
    metrics: readMetrics(typed(values, 'metrics'), train !== undefined),
    features,
    dimension: readWhole('dimension', values.dimension, 64, 1),
    size: size === undefined ? undefined : readWhole('size', size, 0, 1),
    scale: readScale(typed(values, 'scale')),
    bandwidth: readNumber(values, 'bandwidth', 10, (value) => value > 0, 'a number above 0'),
    threads: readThreads(typed(values, 'threads')),
    seed: readWhole('seed', values.seed, 0, 0),
    confidence: readNumber(
      values,
      'confidence',
      0.95,
      (value) => value > 0 && value < 1,
      'a number between 0 and 1, such as 0.95',
    ),
    json: values.json === true,
  };
}

function typed(values: TypedValues, name: string): string | undefined {
  const value = values[name];
  if (value === '') throw new UsageError(`--${name}: got nothing; expected a value.`);
  return value as string | undefined;
}

function readMetrics(value: string | undefined, hasTraining: boolean): readonly string[] | undefined {
  if (value === undefined) return undefined;
  const names = value.split(',').map((name) => name.trim());
  for (const name of names) {
    const key = name.toLowerCase();
    const refused = refusedMetrics[refusedSpellings[key] ?? key];
    if (refused !== undefined) throw new UsageError(`--metrics: got '${name}'; ${refused}`);
    const known = namedMetrics.find((metric) => metric.name === name);
    if (!known)
      throw unknownName(
        'metric',
        name,
        namedMetrics.map((metric) => metric.name),
      );
    if (known.needsTraining && !hasTraining)
      throw new UsageError(
        `--metrics: got '${name}' without training samples; expected --train FILE too, with what the generator was trained on.`,
      );
  }
  return [...new Set(names)];
}

function readFeatures(values: TypedValues): FeatureChoice | undefined {
  const value = typed(values, 'features');
  const layer = typed(values, 'layer');
  const isModel = value?.endsWith('.json') === true;
  if (layer !== undefined && !isModel)
    throw new UsageError(
      `--layer: got ${quoted(layer)} without a model; expected --features model.json too.`,
    );
  if (value === undefined) return undefined;
  if (value === 'pixels' || value === 'random') return { kind: value };
  if (isModel) return { kind: 'model', path: value, layer };
  if (/inception|^fid$/i.test(value))
    throw new UsageError(
      `--features: got '${value}'; Inception v3 was trained on photographs, and of digits, spectrograms or icons its features say nothing. Take a layer of a classifier of your data, --features model.json --layer NAME, or --features random. Of photographs, compute Inception's features elsewhere and pass them as .npy.`,
    );
  throw new UsageError(
    `--features: got '${value}'; expected pixels, random, or the model.json of a tfjs-layers model.`,
  );
}

function readScale(value: string | undefined): 'tanh' | 'unit' {
  if (value === undefined || value === 'tanh' || value === 'unit') return value ?? 'tanh';
  throw new UsageError(`--scale: got '${value}'; expected tanh (−1 to 1) or unit (0 to 1).`);
}

function readThreads(value: string | undefined): number | 'auto' {
  return value === undefined || value === 'auto' ? 'auto' : readWhole('threads', value, 1, 1);
}

function readNumber(
  values: TypedValues,
  name: string,
  usual: number,
  holds: (value: number) => boolean,
  words: string,
): number {
  const value = typed(values, name);
  if (value === undefined) return usual;
  const number = Number(value);
  if (Number.isFinite(number) && holds(number)) return number;
  throw new UsageError(`--${name}: got '${value}'; expected ${words}.`);
}
