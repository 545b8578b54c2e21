import { useBackend } from 'gan-core/backends';
import { curvesSvg } from 'gan-core/figures';
import { digitSize } from '../data/digits';
import { figureToPng, type Panel } from '../pictures/figure';
import type { DigitsResult, DigitsRow, DigitsSettings } from './digits-result';
import type { JobRecord, Report, Table } from './experiment';
import { groupRecords, type SeedGroup, typicalRecord } from './group-records';
import { interquartileMean, readable, summarizeSeeds } from './interquartile-mean';
import { ownInterval } from './own-interval';
import { picturesPanel } from './pictures-panel';

type Group = SeedGroup<DigitsSettings, DigitsResult>;
type Metric = 'kid' | 'frechet' | 'density' | 'coverage';

const headings = { dcgan: 'DCGAN', dense: 'dense GAN', 'plain-tfjs': 'DCGAN in a plain loop' };
const colors = { dcgan: '#0a6ebd', dense: '#b91c1c', 'plain-tfjs': '#2e7d32' };
/** Width of each panel, so that columns stand under one another. */
const panelWidth = 440;
/** Digits of each model. */
const shown = 10;
const precise = (value: number) => value.toPrecision(3);
const last = ({ rows }: DigitsResult): DigitsRow => rows.at(-1)!;

/** The metrics at the end, over the training, and what the digits look like. */
export async function digitsReport(
  records: readonly JobRecord<DigitsSettings, DigitsResult>[],
): Promise<Report> {
  const groups = groupRecords(records);
  return {
    findings: findings(groups),
    tables: [tableOf(groups)],
    pictures: [
      {
        name: 'digits',
        description: 'KID and clipped coverage over the training of each model, and the digits at its end',
        png: await picture(groups),
      },
    ],
  };
}

/** Whether DCGAN is ahead of the dense GAN in KID, seed by seed, with intervals apart. */
function findings(groups: readonly Group[]): string[] {
  const of = (model: string) => groups.find(({ settings }) => settings.model === model)?.records ?? [];
  const pairs = of('dcgan').flatMap((record) => {
    const other = of('dense').find(({ seed }) => seed === record.seed);
    return other ? [[last(record.result).kid, last(other.result).kid] as const] : [];
  });
  if (pairs.length === 0) return [];
  const apart = pairs.filter(([ours, dense]) => ours.interval[1] < dense.interval[0]).length;
  return [
    `DCGAN is ahead of the dense GAN in KID, with 95 % intervals apart, at ${apart} of ${pairs.length} ${pairs.length === 1 ? 'seed' : 'seeds'}.`,
  ];
}

function tableOf(groups: readonly Group[]): Table {
  const { steps, batchSize, features } = groups[0]!.settings;
  return {
    title: `After ${steps} steps with batches of ${batchSize}, on held-out digits by ${features} features: interquartile means over the seeds with 95 % bootstrap intervals; in brackets the metric's own 95 % interval at the first seed, but where its parts are all cut off at 1 and tell none`,
    columns: ['model', 'KID', 'Fréchet distance', 'clipped density', 'clipped coverage', 'ms a step'],
    rows: groups.map(({ settings, records }) => {
      const told = (metric: Metric) => {
        const values = records.map(({ result }) => last(result)[metric].value);
        const own = ownInterval(last(records[0]!.result)[metric], precise);
        return `${readable(summarizeSeeds(values), precise)}${own}`;
      };
      const milliseconds = interquartileMean(records.map(({ result }) => result.millisecondsPerStep));
      return [
        headings[settings.model],
        told('kid'),
        told('frechet'),
        told('density'),
        told('coverage'),
        milliseconds.toFixed(0),
      ];
    }),
  };
}

async function picture(groups: readonly Group[]): Promise<Uint8Array> {
  const backend = await useBackend('cpu'); // pictures are tensors on their way to pixels
  const panels = [
    curvesOf(groups, 'kid', 'KID'),
    curvesOf(groups, 'coverage', 'clipped coverage'),
    ...groups.map(digitsOf),
  ];
  const drawn = await Promise.all(panels);
  backend.restore();
  return figureToPng({
    title: 'Digits by a DCGAN, a dense GAN, and a plain loop of TensorFlow.js',
    subtitle:
      'Curves: the first seed with 95 % intervals. Digits: the first that came, of the seed with the median KID.',
    columns: 2,
    panels: drawn,
  });
}

async function curvesOf(groups: readonly Group[], metric: Metric, heading: string): Promise<Panel> {
  const curves = groups.map(({ settings, records }) => {
    const { rows } = records[0]!.result;
    return {
      name: headings[settings.model],
      color: colors[settings.model],
      x: rows.map(({ step }) => step),
      y: rows.map((row) => row[metric].value),
      interval: rows.map((row) => row[metric].interval),
    };
  });
  return { heading, svg: await curvesSvg(curves, { width: panelWidth, height: 260, yLabel: heading }) };
}

function digitsOf(group: Group): Promise<Panel> {
  const { seed, result } = typicalRecord(group, (each) => last(each).kid.value);
  return picturesPanel({
    heading: `${headings[group.settings.model]}, seed ${seed}`,
    bytes: Buffer.from(result.pictures, 'base64').subarray(0, shown * digitSize ** 2),
    side: digitSize,
    columns: shown,
    width: panelWidth,
  });
}
