import { useBackend } from 'gan-core/backends';
import { curvesSvg } from 'gan-core/figures';
import { drawIcons, iconSize, splitIcons } from '../data/icons';
import { figureToPng, type Panel } from '../pictures/figure';
import type { DigitsRow } from './digits-result';
import type { JobRecord, Report, Table } from './experiment';
import { recipeNames } from './gan-recipes';
import { groupRecords, type SeedGroup, typicalRecord } from './group-records';
import type { IconsResult, IconsSettings } from './icons-result';
import { interquartileMean, readable, summarizeSeeds } from './interquartile-mean';
import { ownInterval } from './own-interval';
import { picturesPanel } from './pictures-panel';

type Group = SeedGroup<IconsSettings, IconsResult>;

const metrics = ['kid', 'frechet', 'density', 'coverage'] as const;
type Metric = (typeof metrics)[number];

const colors = { dcgan: '#0a6ebd', r3gan: '#b91c1c' };
const panelWidth = 440;
/** Icons of each recipe, and of the real ones beside. */
const shown = { count: 40, columns: 10 };
const precise = (value: number) => value.toPrecision(3);
const last = ({ rows }: IconsResult): DigitsRow => rows.at(-1)!;

/** The metrics at the end, over the training, and what the icons look like beside real ones. */
export async function iconsReport(
  records: readonly JobRecord<IconsSettings, IconsResult>[],
): Promise<Report> {
  const groups = groupRecords(records);
  return {
    findings: findings(groups),
    tables: [tableOf(groups)],
    pictures: [
      {
        name: 'icons',
        description:
          'KID and clipped coverage over the training by each recipe, and icons of its end beside real ones',
        png: await picture(groups),
      },
    ],
  };
}

/** The seeds at which R3GAN's recipe is ahead in KID, with intervals apart. */
function findings(groups: readonly Group[]): string[] {
  const of = (recipe: string) => groups.find(({ settings }) => settings.recipe === recipe)?.records ?? [];
  const pairs = of('r3gan').flatMap((record) => {
    const other = of('dcgan').find(({ seed }) => seed === record.seed);
    return other ? [[last(record.result).kid, last(other.result).kid] as const] : [];
  });
  if (pairs.length === 0) return [];
  const ahead = pairs.filter(([r3gan, dcgan]) => r3gan.interval[1] < dcgan.interval[0]).length;
  const behind = pairs.filter(([r3gan, dcgan]) => r3gan.interval[0] > dcgan.interval[1]).length;
  const seeds = `${pairs.length} ${pairs.length === 1 ? 'seed' : 'seeds'}`;
  return [
    `R3GAN's recipe is ahead of DCGAN's in KID, with 95 % intervals apart, at ${ahead} of ${seeds}, and behind at ${behind}.`,
  ];
}

function tableOf(groups: readonly Group[]): Table {
  const { steps, batchSize, features } = groups[0]!.settings;
  const { ofTraining } = groups[0]!.records[0]!.result;
  return {
    title: `After ${steps} steps with batches of ${batchSize}, on held-out icons by ${features} features: interquartile means over the seeds with 95 % bootstrap intervals; in brackets the metric's own 95 % interval at the first seed, but where its parts are all cut off at 1 and tell none`,
    columns: ['icons of', 'KID', 'Fréchet distance', 'clipped density', 'clipped coverage', 'ms a step'],
    rows: [
      ...groups.map(({ settings, records }) => [
        recipeNames[settings.recipe],
        ...metrics.map((metric) => {
          const values = records.map(({ result }) => last(result)[metric].value);
          const own = ownInterval(last(records[0]!.result)[metric], precise);
          return `${readable(summarizeSeeds(values), precise)}${own}`;
        }),
        interquartileMean(records.map(({ result }) => result.millisecondsPerStep)).toFixed(0),
      ]),
      [
        'the training set',
        ...metrics.map(
          (metric) => `${precise(ofTraining[metric].value)}${ownInterval(ofTraining[metric], precise)}`,
        ),
        '',
      ],
    ],
  };
}

async function picture(groups: readonly Group[]): Promise<Uint8Array> {
  const backend = await useBackend('cpu'); // pictures are tensors on their way to pixels
  const panels = [
    await curvesOf(groups, 'kid', 'KID'),
    await curvesOf(groups, 'coverage', 'clipped coverage'),
    ...(await Promise.all(groups.map(samplesOf))),
    await iconsPanel('held-out icons', drawIcons(splitIcons().heldOut.slice(0, shown.count))),
  ];
  backend.restore();
  return figureToPng({
    title: 'Icons, 32 by 32, without a label',
    subtitle:
      'Curves: the first seed with 95 % intervals. Icons: the first that came, of the seed with the median KID.',
    columns: 2,
    panels,
  });
}

async function curvesOf(groups: readonly Group[], metric: Metric, heading: string): Promise<Panel> {
  const curves = groups.map(({ settings, records }) => {
    const { rows } = records[0]!.result;
    return {
      name: recipeNames[settings.recipe],
      color: colors[settings.recipe],
      x: rows.map(({ step }) => step),
      y: rows.map((row) => row[metric].value),
      interval: rows.map((row) => row[metric].interval),
    };
  });
  return { heading, svg: await curvesSvg(curves, { width: panelWidth, height: 260, yLabel: heading }) };
}

function samplesOf(group: Group): Promise<Panel> {
  const { seed, result } = typicalRecord(group, (each) => last(each).kid.value);
  const bytes = Buffer.from(result.pictures, 'base64').subarray(0, shown.count * iconSize ** 2);
  return iconsPanel(`${recipeNames[group.settings.recipe]}, seed ${seed}`, bytes);
}

function iconsPanel(heading: string, bytes: Uint8Array): Promise<Panel> {
  return picturesPanel({ heading, bytes, side: iconSize, columns: shown.columns, width: panelWidth });
}
