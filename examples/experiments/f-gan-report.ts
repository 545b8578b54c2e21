import { figureToPng } from '../pictures/figure';
import { bestFit, exactDivergence } from './exact-fit';
import type { JobRecord, Report, Table } from './experiment';
import {
  type FGanDivergenceName,
  type FGanResult,
  type FGanSettings,
  fGanNames,
  fGanPaper,
  fGanTarget,
} from './f-gan-target';
import { fitsPanel } from './fits-panel';
import { groupRecords, type SeedGroup } from './group-records';
import { interquartileMean, readable, summarizeSeeds } from './interquartile-mean';
import { seedsPanel } from './seeds-panel';

type Group = SeedGroup<FGanSettings, FGanResult>;

const three = (value: number) => value.toFixed(3);
/** The bar: the learned parameters within this of the paper's. */
const bar = 0.05;

/** The learned parameters, beside the exact ones and the paper's optima, and the cross table. */
export async function fGanGaussianReport(
  records: readonly JobRecord<FGanSettings, FGanResult>[],
): Promise<Report> {
  const groups = groupRecords(records);
  return {
    findings: [finding(groups)],
    tables: [parameters(groups), crossTable(groups)],
    pictures: [
      {
        name: 'f-gan-gaussian',
        description:
          'The mixture with the Gaussians that were learned by each divergence, and how the seeds scatter',
        png: await picture(groups),
      },
    ],
  };
}

const nameOf = ({ settings }: Group) => settings.divergence as FGanDivergenceName;
const valuesOf = ({ records }: Group, key: 'mean' | 'deviation' | 'bound') =>
  records.map(({ result }) => result[key]);

/** How far each divergence's learned parameters are from the paper's optima. */
function finding(groups: readonly Group[]): string {
  const far = groups.flatMap((group) => {
    const { best } = fGanPaper[nameOf(group)];
    return (['mean', 'deviation'] as const).map((key) => {
      const value = interquartileMean(valuesOf(group, key));
      return {
        text: `${nameOf(group)}'s ${key === 'mean' ? 'μ' : 'σ'}`,
        ofBest: Math.abs(value - best[key]),
      };
    });
  });
  const missed = far.filter(({ ofBest }) => ofBest > bar);
  const largest = Math.max(...far.map(({ ofBest }) => ofBest));
  const verdict = missed.length === 0 ? 'reached' : `missed by ${missed.map(({ text }) => text).join(', ')}`;
  const ofPaper = Math.max(
    ...fGanNames.flatMap((name) => {
      const { best, learned } = fGanPaper[name];
      return [Math.abs(learned.mean - best.mean), Math.abs(learned.deviation - best.deviation)];
    }),
  );
  return `Each learned μ and σ (interquartile means) lies within ${three(largest)} of the optimum in the paper's table; the bar of ${bar} is ${verdict}. What the paper's own f-GAN learned lies within ${three(ofPaper)} of it.`;
}

function parameters(groups: readonly Group[]): Table {
  return {
    title:
      "Learned Gaussians, interquartile means over the seeds with 95 % bootstrap intervals; exact: the least divergence by gan-core's exact divergences; paper: Nowozin et al. 2016, table 3",
    columns: [
      'divergence',
      'μ learned',
      'μ exact',
      "paper's optimum",
      "paper's learned",
      'σ learned',
      'σ exact',
      "paper's optimum",
      "paper's learned",
      'D_f at the learned',
      'D_f least',
      "paper's",
      "D's bound",
    ],
    rows: groups.map((group) => {
      const name = nameOf(group);
      const [exact, paper] = [bestFit(name, fGanTarget), fGanPaper[name]];
      const told = (key: 'mean' | 'deviation' | 'bound') =>
        readable(summarizeSeeds(valuesOf(group, key)), three);
      const reached = group.records.map(({ result }) => exactDivergence(name, fGanTarget, result));
      return [
        name,
        told('mean'),
        three(exact.mean),
        String(paper.best.mean),
        String(paper.learned.mean),
        told('deviation'),
        three(exact.deviation),
        String(paper.best.deviation),
        String(paper.learned.deviation),
        three(interquartileMean(reached)),
        three(exact.divergence),
        String(paper.bestDivergence),
        told('bound'),
      ];
    }),
  };
}

function crossTable(groups: readonly Group[]): Table {
  return {
    title:
      "Exact divergences (columns) of the Gaussians that were learned by each (rows), interquartile means over the seeds; in parentheses the paper's, of its own: bounds by a D that was trained for them",
    columns: ['learned by', ...fGanNames],
    rows: groups.map((group) => [
      nameOf(group),
      ...fGanNames.map((name, column) => {
        const values = group.records.map(({ result }) => exactDivergence(name, fGanTarget, result));
        return `${three(interquartileMean(values))} (${three(fGanPaper[nameOf(group)].cross[column]!)})`;
      }),
    ]),
  };
}

async function picture(groups: readonly Group[]): Promise<Uint8Array> {
  const fits = groups.map((group) => ({
    name: nameOf(group) as string,
    mean: interquartileMean(valuesOf(group, 'mean')),
    deviation: interquartileMean(valuesOf(group, 'deviation')),
  }));
  const errors = (key: 'mean' | 'deviation') =>
    groups.map((group) => {
      const exact = bestFit(nameOf(group), fGanTarget)[key];
      return { name: nameOf(group), values: valuesOf(group, key).map((value) => value - exact) };
    });
  const error = { width: 300, marginLeft: 70, mark: 0 };
  return figureToPng({
    title: 'A Gaussian fitted to a mixture by f-GANs',
    subtitle:
      'Each divergence chooses in its own way what to miss. Right: how far each seed is from the exact optimum.',
    columns: 3,
    panels: await Promise.all([
      fitsPanel({ heading: 'Densities', target: fGanTarget, fits }),
      seedsPanel({ heading: 'μ learned − μ exact', rows: errors('mean'), xLabel: 'difference', ...error }),
      seedsPanel({
        heading: 'σ learned − σ exact',
        rows: errors('deviation'),
        xLabel: 'difference',
        ...error,
      }),
    ]),
  });
}
