import type { GameReport, TrainingReport } from 'gan-core/trainer';
import type { ExampleOptions } from './example';
import { lossesOf, reportsOf } from './gallery/game';
import { type GameName, gameNames } from './gallery/game-names';
import { games } from './gallery/games';
import { saveJson } from './save';

// The games of examples/gallery/, one after another or one alone: each trains for some steps and prints its reports. Run one:
// npx gan-core gallery --game acgan

type Report = TrainingReport | GameReport;

const reportsPerGame = 5;

/** Trains the games, and keeps their reports. */
export async function run(options: ExampleOptions): Promise<void> {
  const names = options.only === undefined ? gameNames : [options.only as GameName];
  const reports: Record<string, Report[]> = {};
  for (const name of names) {
    console.log(name);
    reports[name] = await play(name, options);
  }
  saveJson('gallery.json', { seed: options.seed, steps: options.steps, reports }, options);
}

async function play(name: GameName, { steps, seed, signal }: ExampleOptions): Promise<Report[]> {
  const game = games[name]({ seed });
  const reports: Report[] = [];
  try {
    const reportEvery = Math.max(1, Math.floor(steps / reportsPerGame));
    for await (const report of reportsOf(game, { steps, reportEvery, batchSize: game.batchSize, signal })) {
      console.log(`  ${lineOf(report)}`);
      reports.push(report);
    }
  } finally {
    game.trainer.dispose();
  }
  return reports;
}

/** A report in a line: its losses by their names. */
function lineOf(report: Report): string {
  const said = Object.entries(lossesOf(report)).map(([name, value]) => `${name} ${value.toFixed(3)}`);
  return [`step ${report.step}`, `${report.seconds.toFixed(1)} s`, ...said].join('  ');
}
