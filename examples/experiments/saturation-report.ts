import { curvesSvg } from 'gan-core/figures';
import { figureToPng } from '../pictures/figure';
import type { JobRecord, Report, Table } from './experiment';
import { groupRecords, type SeedGroup } from './group-records';
import { interquartileMean, readable, summarizeSeeds } from './interquartile-mean';
import type { SaturationResult, SaturationSettings } from './saturation-result';

type Group = SeedGroup<SaturationSettings, SaturationResult>;
type Key = 'minimax' | 'nonSaturating';

const headings = { minimax: 'minimax, log(1 − D)', nonSaturating: 'non-saturating, −log D' };
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const precise = (value: number) => value.toPrecision(2);

/** The sizes of both gradients over the steps, and what each loss came to. */
export async function saturationReport(
  records: readonly JobRecord<SaturationSettings, SaturationResult>[],
): Promise<Report> {
  const groups = groupRecords(records);
  return {
    findings: groups.map(finding),
    tables: [tableOf(groups)],
    pictures: [
      {
        name: 'saturation',
        description: "The size of G's gradient by both losses over the steps of each game",
        png: await picture(groups),
      },
    ],
  };
}

/** The sizes at the first report: D has its head start, G has hardly moved. */
function atFirst({ records }: Group, key: Key): number[] {
  return records.map(({ result }) => result.gradients[0]![key]);
}

function finding(group: Group): string {
  const ratio = atFirst(group, 'nonSaturating').map((size, seed) => size / atFirst(group, 'minimax')[seed]!);
  const { step } = group.records[0]!.result.gradients[0]!;
  return `Trained by the ${group.settings.loss} loss, after step ${step}, D being ${group.settings.headStart} updates ahead: the non-saturating gradient is ${readable(summarizeSeeds(ratio), precise)} times as long as the minimax one at the same networks.`;
}

function tableOf(groups: readonly Group[]): Table {
  const { steps } = groups[0]!.settings;
  return {
    title: `Interquartile means over the seeds with 95 % bootstrap intervals; gradients of G at the first report, the result after ${steps} steps`,
    columns: [
      'trained by',
      'D ahead by',
      'minimax gradient early on',
      'non-saturating gradient early on',
      'modes of 8',
      'high quality',
    ],
    rows: groups.map((group) => {
      const { settings, records } = group;
      const told = (values: readonly number[]) => readable(summarizeSeeds(values), precise);
      return [
        settings.loss,
        `${settings.headStart} updates`,
        told(atFirst(group, 'minimax')),
        told(atFirst(group, 'nonSaturating')),
        readable(summarizeSeeds(records.map(({ result }) => result.modes)), (value) => value.toFixed(1)),
        readable(summarizeSeeds(records.map(({ result }) => result.highQualityShare)), percent),
      ];
    }),
  };
}

async function picture(groups: readonly Group[]): Promise<Uint8Array> {
  const all = groups.flatMap(({ records }) =>
    records.flatMap(({ result }) => result.gradients.flatMap((row) => [row.minimax, row.nonSaturating])),
  );
  const above = all.filter((size) => size > 0);
  const yDomain = [Math.min(...above), Math.max(...above)] as const;
  const panels = groups.map(async (group) => ({
    heading: `Trained by the ${group.settings.loss} loss, D ${group.settings.headStart} updates ahead`,
    svg: await curvesSvg(
      (['minimax', 'nonSaturating'] as const).map((key) => ({ name: headings[key], ...curve(group, key) })),
      { width: 460, yScale: 'log', yDomain, yLabel: "size of G's gradient" },
    ),
  }));
  return figureToPng({
    title: "G's gradient by the minimax and by the non-saturating loss, where D is ahead",
    subtitle:
      "A ring of 8 Gaussians. Both losses' gradients are taken at the same networks; interquartile means over the seeds.",
    columns: 2,
    panels: await Promise.all(panels),
  });
}

function curve({ records }: Group, key: Key): { x: number[]; y: number[] } {
  const x = records[0]!.result.gradients.map(({ step }) => step);
  const y = x.map((_, place) =>
    interquartileMean(records.map(({ result }) => result.gradients[place]![key])),
  );
  return { x, y };
}
