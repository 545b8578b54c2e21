import { figureToPng } from '../pictures/figure';
import type { JobRecord, Report } from './experiment';
import { recipeNames } from './gan-recipes';
import { groupRecords } from './group-records';
import { readable, summarizeSeeds } from './interquartile-mean';
import { seedsPanel } from './seeds-panel';
import type { StackedResult, StackedSettings } from './stacked-result';

/** The bar for the better recipe. */
const bar = 950;

/** Modes found and how evenly, beside what real pictures come to by the same classifier. */
export async function stackedReport(
  records: readonly JobRecord<StackedSettings, StackedResult>[],
): Promise<Report> {
  const groups = groupRecords(records);
  const modesOf = (results: readonly { readonly result: StackedResult }[]) =>
    results.map(({ result }) => result.modes);
  const found = groups.map(({ records: own }) => ({
    modes: summarizeSeeds(modesOf(own)).interquartileMean,
    seeds: own.length === 1 ? 'one seed' : `${own.length} seeds`,
  }));
  const best = found.reduce((better, each) => (each.modes > better.modes ? each : better));
  const { samples, steps, batchSize } = groups[0]!.settings;
  const whole = (value: number) => value.toFixed(0);
  return {
    findings: [
      `The better recipe finds ${whole(best.modes)} of 1,000 modes, by ${best.seeds}; the bar, ${bar}, is ${best.modes >= bar ? 'reached' : 'missed'}.`,
    ],
    tables: [
      {
        title: `${samples.toLocaleString('en')} samples after ${steps} steps with batches of ${batchSize}: interquartile means over the seeds with 95 % bootstrap intervals`,
        columns: ['recipe', 'modes of 1,000', 'KL over modes (nats)', 'modes of real pictures'],
        rows: groups.map(({ settings, records: own }) => [
          recipeNames[settings.recipe],
          readable(summarizeSeeds(modesOf(own)), whole),
          readable(summarizeSeeds(own.map(({ result }) => result.klOverModes)), (value) => value.toFixed(2)),
          readable(summarizeSeeds(own.map(({ result }) => result.modesOfReal)), whole),
        ]),
      },
    ],
    pictures: [
      {
        name: 'stacked-digits',
        description: 'Modes that each recipe found, seed by seed',
        png: await figureToPng({
          title: 'Stacked digits: modes found of 1,000',
          subtitle: `Three digits in a picture, one in each color; ${samples.toLocaleString('en')} samples.`,
          columns: 1,
          panels: [
            await seedsPanel({
              heading: 'Modes with at least one sample',
              rows: groups.map(({ settings, records: own }) => ({
                name: recipeNames[settings.recipe],
                values: modesOf(own),
              })),
              xLabel: 'modes',
              xDomain: [0, 1000],
              mark: bar,
              width: 560,
            }),
          ],
        }),
      },
    ],
  };
}
