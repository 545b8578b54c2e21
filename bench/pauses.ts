/**
 * How long each estimator keeps the event loop to itself, and how soon after its signal it rejects: the longest of each, over a
 * run of its own and aborts in the midst of others. Then how long the functions take that don't pause.
 *
 * Run: npm run bench:pauses [-- part of a name …]
 */
import * as tf from '@tensorflow/tfjs-core';
import { type BackendName, useBackend } from 'gan-core/backends';
import { describeRun } from './machine';
import { type Subject, subjects } from './stretches/subjects';
import { synchronous } from './stretches/synchronous';
import { type Watched, watch } from './stretches/watch';
import { table } from './table';

/** A run that takes longer is ended: it has gone through all that it does by then, but for a repetition. */
const LONGEST = Number(process.env.LONGEST ?? 10_000);
/** When aborts come, as shares of the run. */
const ABORTS = [0, 0.05, 0.2, 0.5, 0.9];
/** What nothing should take at once, in milliseconds. */
const MOST = 50;

tf.enableProdMode();
const wanted = process.argv.slice(2);
const isWanted = (name: string) => wanted.length === 0 || wanted.some((part) => name.includes(part));

async function row(subject: Subject, backend: string): Promise<string[]> {
  const run = subject.prepare();
  const whole = await watch(run, LONGEST);
  const runs: Watched[] = [whole];
  for (const share of ABORTS) runs.push(await watch(run, share * Math.min(whole.took, LONGEST)));
  const longest = (figure: (watched: Watched) => number) => Math.max(...runs.map(figure));
  const computed = longest(({ computing }) => computing);
  return [
    subject.name,
    subject.size,
    backend,
    `${(whole.took / 1000).toFixed(1)}${whole.ended === 'aborted' ? ' *' : ''}`,
    longest(({ stretch }) => stretch).toFixed(0),
    `${computed.toFixed(0)}${computed > MOST ? ' !' : ''}`,
    longest(({ untilRejected }) => untilRejected).toFixed(0),
  ];
}

console.log(describeRun());
const rows: string[][] = [];
const note = (cells: string[]) => {
  rows.push(cells);
  console.error(cells.join('  '));
};
for (const subject of subjects.filter(({ name, onBackend }) => !onBackend && isWanted(name))) {
  note(await row(subject, ''));
}
for (const name of ['cpu', 'wasm'] as const satisfies BackendName[]) {
  const backend = await useBackend(name);
  for (const subject of subjects.filter((each) => each.onBackend && isWanted(each.name))) {
    note(await row(subject, name));
  }
  backend.restore();
}
if (rows.length > 0) {
  console.log(
    `\n${table(['estimator', 'samples a side', 'backend', 'seconds', 'stretch, ms', 'of computing', 'abort, ms'], rows)}`,
  );
  console.log(`\n* ended after ${LONGEST / 1000} s`);
}

/** The CPU time of the fastest of three calls, in milliseconds. */
function fastest(run: () => unknown): number {
  const times = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

const times = synchronous
  .filter(({ name }) => isWanted(name))
  .map(({ name, size, prepare }) => [name, size, fastest(prepare()).toFixed(1)]);
if (times.length > 0) console.log(`\n${table(['in one piece', 'size', 'CPU ms'], times)}`);
