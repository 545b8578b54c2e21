import type { TrainingReport } from 'gan-core/trainer';
import type { ExampleOptions } from './example';
import { type GameName, gameNames } from './gallery/game-names';
import { games } from './gallery/games';
import { saveJson } from './save';

// The games of examples/gallery/, one after another or one alone: each trains for some steps and prints its reports. Run one:
// npx gan-core gallery --game acgan

const reportsPerGame = 5;

/** Trains the games, and keeps their reports. */
export async function run(options: ExampleOptions): Promise<void> {
  const names = options.only === undefined ? gameNames : [options.only as GameName];
  const reports: Record<string, TrainingReport[]> = {};
  for (const name of names) {
    console.log(name);
    reports[name] = await play(name, options);
  }
  saveJson('gallery.json', { seed: options.seed, steps: options.steps, reports }, options);
}

async function play(name: GameName, { steps, seed, signal }: ExampleOptions): Promise<TrainingReport[]> {
  const { trainer, data, batchSize } = games[name]({ seed });
  const reports: TrainingReport[] = [];
  try {
    const reportEvery = Math.max(1, Math.floor(steps / reportsPerGame));
    for await (const report of trainer.run(data, { steps, reportEvery, batchSize, signal })) {
      console.log(`  ${lineOf(report)}`);
      reports.push(report);
    }
  } finally {
    trainer.dispose();
  }
  return reports;
}

/** A report in a line: the two losses, then the terms by their names. */
function lineOf({ step, seconds, discriminatorLoss, generatorLoss, terms }: TrainingReport): string {
  const numbers = { D: discriminatorLoss, G: generatorLoss, ...terms };
  const said = Object.entries(numbers).map(([name, value]) => `${name} ${value.toFixed(3)}`);
  return [`step ${step}`, `${seconds.toFixed(1)} s`, ...said].join('  ');
}
