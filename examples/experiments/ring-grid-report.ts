import { figureToPng, type Panel } from '../pictures/figure';
import { generatedColor } from '../pictures/mode-close-up';
import { planePanel } from '../pictures/plane-panel';
import type { JobRecord, Report, Table } from './experiment';
import { groupRecords, type SeedGroup, typicalRecord } from './group-records';
import { readable, summarizeSeeds } from './interquartile-mean';
import { lossesByName } from './losses-by-name';
import { mixtures, type RingGridResult, type RingGridSettings, recommended } from './ring-grid-settings';
import { seedsPanel } from './seeds-panel';

type Group = SeedGroup<RingGridSettings, RingGridResult>;
type Mixture = RingGridSettings['mixture'];

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const shareOf = ({ highQualityShare }: RingGridResult) => highQualityShare;
/** The bar that the recommended recipe is held to. */
const bar = 0.97;

/** Tables of both mixtures, and a picture of all seeds. */
export async function ringGridReport(
  records: readonly JobRecord<RingGridSettings, RingGridResult>[],
): Promise<Report> {
  const groups = groupRecords(records);
  const of = (mixture: Mixture) => groups.filter(({ settings }) => settings.mixture === mixture);
  return {
    findings: groups.filter(({ settings }) => isRecommended(settings)).map(findingOf),
    tables: (['ring', 'grid'] as const).map((mixture) => tableOf(mixture, of(mixture))),
    pictures: [
      {
        name: 'ring-grid',
        description:
          'High-quality shares of each loss and seed on both mixtures, and samples of the recommended recipe',
        png: await picture(of('ring'), of('grid')),
      },
    ],
  };
}

function isRecommended({ steps, batchSize, loss }: RingGridSettings): boolean {
  return loss === recommended.loss && batchSize === recommended.batchSize && steps >= recommended.steps;
}

function nameOf(settings: RingGridSettings): string {
  const { heading } = lossesByName.find(({ name }) => name === settings.loss)!;
  return isRecommended(settings) ? 'recommended (R3GAN)' : heading;
}

function findingOf(group: Group): string {
  const { mixture } = group.settings;
  const modes = mixtures[mixture].mixture.centers.length;
  const [reached, share] = [
    summarizeSeeds(group.records.map(({ result }) => result.modes)),
    summarizeSeeds(group.records.map(({ result }) => shareOf(result))),
  ];
  const holds = reached.median === modes && share.median >= bar;
  return `Recommended recipe, ${mixture}: ${reached.median} of ${modes} modes and ${percent(share.median)} of high quality as ${share.seeds === 1 ? 'one seed has them' : `medians of ${share.seeds} seeds`}. The bar, all modes and ${percent(bar)}, is ${holds ? 'reached' : 'missed'}.`;
}

function tableOf(mixture: Mixture, groups: readonly Group[]): Table {
  const { centers, standardDeviation } = mixtures[mixture].mixture;
  return {
    title: `${centers.length} Gaussians, ${mixture}, σ = ${standardDeviation}: interquartile means over the seeds with 95 % bootstrap intervals`,
    columns: ['loss', 'modes', 'high quality', 'median', 'each seed: modes, high quality', 'steps × batch'],
    rows: groups.map((group) => {
      const { settings, records } = group;
      const share = summarizeSeeds(records.map(({ result }) => shareOf(result)));
      const modes = summarizeSeeds(records.map(({ result }) => result.modes));
      const whole = (value: number) => String(Math.round(10 * value) / 10);
      return [
        nameOf(settings),
        readable(modes, whole),
        readable(share, percent),
        percent(share.median),
        records.map(({ result }) => seedText(result)).join('; '),
        `${settings.steps} × ${settings.batchSize}`,
      ];
    }),
  };
}

function seedText({ modes, highQualityShare, divergedAt }: RingGridResult): string {
  const end = divergedAt === null ? '' : ` (not finite after step ${divergedAt})`;
  return `${modes}, ${percent(highQualityShare)}${end}`;
}

async function picture(ring: readonly Group[], grid: readonly Group[]): Promise<Uint8Array> {
  const panels = [panelOf('ring', ring), panelOf('grid', grid), samplesOf(ring), samplesOf(grid)];
  return figureToPng({
    title: 'Every loss on a ring and on a grid of Gaussians',
    subtitle:
      'Share of the samples within 3 σ of a center: a dot for each seed, a bar at the interquartile mean. All have R1 and R2.',
    columns: 2,
    panels: (await Promise.all(panels)).filter((panel): panel is Panel => panel !== undefined),
  });
}

function panelOf(mixture: Mixture, groups: readonly Group[]): Promise<Panel> {
  return seedsPanel({
    heading: `${mixtures[mixture].mixture.centers.length} Gaussians, ${mixture}`,
    rows: groups.map(({ settings, records }) => ({
      name: nameOf(settings),
      values: records.map(({ result }) => shareOf(result)),
    })),
    xLabel: 'share of high quality',
    xDomain: [0, 1],
    mark: bar,
  });
}

async function samplesOf(groups: readonly Group[]): Promise<Panel | undefined> {
  const group = groups[0];
  if (!group) return undefined;
  const { centers, standardDeviation } = mixtures[group.settings.mixture].mixture;
  const { seed, result } = typicalRecord(group, shareOf);
  return planePanel({
    heading: `${nameOf(group.settings)}: ${result.points.length} samples`,
    notes: [`seed ${seed}: ${result.modes} modes, ${percent(shareOf(result))} within the circles of 3 σ`],
    side: 390,
    middle: [0, 0],
    reach: 1.25 * Math.max(...centers.flat()),
    circles: centers.map((center) => ({ center, radius: 3 * standardDeviation })),
    clouds: [{ points: result.points, fill: generatedColor, r: 1.2 }],
  });
}
