import { curvesSvg } from 'gan-core/figures';
import { figureToPng } from '../pictures/figure';
import type { JobRecord, Report, Table } from './experiment';
import { groupRecords, type SeedGroup } from './group-records';
import { interquartileMean, readable, summarizeSeeds } from './interquartile-mean';
import type { ReadingResult, ReadingRow, ReadingSettings } from './reading-result';

type Group = SeedGroup<ReadingSettings, ReadingResult>;

const four = (value: number) => value.toFixed(4);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** How far the reading is from the truth for each k, over the whole course and at its end. */
export async function readingReport(
  records: readonly JobRecord<ReadingSettings, ReadingResult>[],
): Promise<Report> {
  const groups = groupRecords(records);
  return {
    findings: [finding(groups)],
    tables: [tableOf(groups)],
    pictures: [
      {
        name: 'discriminator-steps',
        description:
          "The divergence read off D's loss beside the exact one, for few and for many updates of D",
        png: await picture(groups),
      },
    ],
  };
}

/** Read less exact, in the mean over rows: below 0 where D lags behind. */
function bias(rows: readonly ReadingRow[]): number {
  return sum(rows.map(({ read, exact }) => read - exact)) / rows.length;
}

function meanError(rows: readonly ReadingRow[]): number {
  return sum(rows.map(({ read, exact }) => Math.abs(read - exact))) / rows.length;
}

/** The rows of the first fifth, in which G moves fast. */
const early = (rows: readonly ReadingRow[]) => rows.slice(0, Math.ceil(rows.length / 5));
const late = (rows: readonly ReadingRow[]) => rows.slice(-Math.ceil(rows.length / 5));

function errorsOf({ records }: Group, part: (rows: readonly ReadingRow[]) => readonly ReadingRow[]) {
  return records.map(({ result }) => meanError(part(result.rows)));
}

function finding(groups: readonly Group[]): string {
  const [first, last] = [groups[0]!, groups.at(-1)!];
  const told = (group: Group) =>
    `${four(interquartileMean(errorsOf(group, (rows) => rows)))} nats at k = ${group.settings.discriminatorSteps}`;
  return `Mean distance of the reading from the exact Jensen–Shannon divergence over the whole course: ${told(first)}, ${told(last)}.`;
}

function tableOf(groups: readonly Group[]): Table {
  const { steps } = groups[0]!.settings;
  return {
    title: `Distance of the reading from the exact Jensen–Shannon divergence over ${steps} steps, in nats: interquartile means over the seeds with 95 % bootstrap intervals`,
    columns: ['k', 'first fifth', 'last fifth', 'bias in the last fifth', 'exact at the end', 'updates of D'],
    rows: groups.map((group) => {
      const { settings, records } = group;
      const told = (values: readonly number[]) => readable(summarizeSeeds(values), four);
      return [
        String(settings.discriminatorSteps),
        told(errorsOf(group, early)),
        told(errorsOf(group, late)),
        told(records.map(({ result }) => bias(late(result.rows)))),
        told(records.map(({ result }) => result.rows.at(-1)!.exact)),
        String(settings.steps * settings.discriminatorSteps),
      ];
    }),
  };
}

async function picture(groups: readonly Group[]): Promise<Uint8Array> {
  const shown = groups.length > 1 ? [groups[0]!, groups.at(-1)!] : groups;
  const panels = shown.map(async ({ settings, records }) => {
    const { seed, result } = records[0]!;
    const x = result.rows.map(({ step }) => step);
    return {
      heading: `k = ${settings.discriminatorSteps}, seed ${seed}`,
      svg: await curvesSvg(
        [
          { name: "read off D's loss", x, y: result.rows.map(({ read }) => read) },
          { name: 'exact', x, y: result.rows.map(({ exact }) => exact), color: '#222222', dashed: true },
        ],
        { width: 460, yLabel: 'Jensen–Shannon (nats)', yDomain: [0, 0.2] },
      ),
    };
  });
  return figureToPng({
    title: 'What D’s loss says of the divergence, and what is true',
    subtitle:
      'A Gaussian is fitted to a mixture on the line, so that the divergence is known exactly at every step.',
    columns: 2,
    panels: await Promise.all(panels),
  });
}
