import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { barX, ruleX, text } from '@observablehq/plot';
import { plotSvg } from 'gan-core/figures';
import { svgToPng } from 'gan-core/node';
import { startBusyProgram } from '../busy-program';
import { coreLatency } from '../core-latency';
import { type GameSize, usual } from '../games';
import { type Contestant, interleave, median, medianRatio, type Times } from '../interleave';
import { trainer } from '../on-wasm';
import { severalProcesses } from '../several-processes';
import { table } from '../table';
import type { Part, PartOptions } from './part';

const cores = availableParallelism();
const one = 'Trainer, 1 thread';
const all = `Trainer, ${cores} threads`;
const ceiling = `ceiling: ${cores} processes`;
const tooMany = `Trainer, ${2 * cores} threads`;
const pytorchOne = 'PyTorch, 1 thread';
const pytorchAll = `PyTorch, ${cores} threads`;

/** One of the games, and how it is named. */
interface Subject {
  readonly name: string;
  readonly game: GameSize;
  readonly r1?: boolean;
  /** Whether a program that knows nothing of this one wants a core all the time. */
  readonly besideBusy?: boolean;
}

const subjects: readonly Subject[] = [
  { name: 'DCGAN', game: usual.dcgan },
  { name: 'DCGAN with R1', game: usual.dcgan, r1: true },
  { name: 'perceptrons, width 128', game: usual.perceptrons },
  { name: 'perceptrons, width 512', game: { ...usual.perceptrons, width: 512 } },
  { name: 'DCGAN beside a busy program', game: usual.dcgan, besideBusy: true },
  { name: 'width 128 beside a busy program', game: usual.perceptrons, besideBusy: true },
];

/** How fast a contestant of a subject is, by the Trainer on one thread. */
interface Speed {
  readonly subject: string;
  readonly name: string;
  readonly speed: number;
}

/** The Trainer by the number of threads, beside the machine's ceiling and PyTorch. */
export const byThreads: Part = async (options) => {
  const latencies = [await coreLatency()];
  const rows: string[][] = [];
  const speeds: Speed[] = [];
  for (const subject of subjects) {
    const endProgram = subject.besideBusy ? startBusyProgram() : () => {};
    const times = await interleave(contestantsOf(subject, options), options.rounds).finally(endProgram);
    latencies.push(await coreLatency());
    for (const [name, { clock, cpu }] of times) {
      const speed = medianRatio(times.get(one)!.clock, clock);
      speeds.push({ subject: subject.name, name, speed });
      const ofCeiling = name === all && times.has(ceiling) ? shareOfCeiling(times) : '';
      const first = name === one ? subject.name : '';
      rows.push([first, name, median(clock).toFixed(2), median(cpu).toFixed(2), speed.toFixed(2), ofCeiling]);
    }
    console.log(
      rows
        .slice(-times.size)
        .map((row) => row.join('  '))
        .join('\n'),
    );
  }
  if (options.write) writeFileSync('docs/assets/threads.png', await svgToPng(await draw(speeds)));
  const apart = latencies.map((each) => each.toFixed(0)).join(', ');
  return `A number takes ${apart} ns from one core to the other, as measured between the games.

${table(['game', '', 'ms a step', 'CPU ms a step', 'speed', 'of the ceiling'], rows)}`;
};

function contestantsOf({ game, r1 = false, besideBusy }: Subject, { pytorch }: PartOptions): Contestant[] {
  return [
    trainer(one, game, { r1 }),
    trainer(all, game, { r1, threads: cores }),
    ...(besideBusy ? [] : [severalProcesses(ceiling, cores, game, { r1 })]),
    trainer(tooMany, game, { r1, threads: 2 * cores }),
    ...(pytorch
      ? [
          pytorch.contestant(pytorchOne, game, { r1 }),
          pytorch.contestant(pytorchAll, game, { r1, threads: cores }),
        ]
      : []),
  ];
}

/** The speed of all threads by the ceiling's, round by round. */
function shareOfCeiling(times: ReadonlyMap<string, Times>): string {
  return medianRatio(times.get(ceiling)!.clock, times.get(all)!.clock).toFixed(2);
}

function draw(speeds: readonly Speed[]): Promise<string> {
  const names = [...new Set(speeds.map(({ name }) => name))];
  const place = { x: 'speed', y: 'name', fy: 'subject' } as const;
  const color = (name: string) =>
    name.startsWith('Trainer') ? '#2f6fb0' : name.startsWith('PyTorch') ? '#b8742c' : '#9a9a9a';
  return plotSvg({
    width: 800,
    height: 40 + subjects.length * (names.length * 18 + 24),
    marginLeft: 150,
    marginRight: 250,
    style: { fontSize: '12px' },
    marginBottom: 46,
    x: { label: 'steps a second, by those of the Trainer on one thread', labelOffset: 40, grid: true },
    y: { label: null, domain: names },
    fy: { label: null, domain: subjects.map(({ name }) => name), padding: 0.12 },
    marks: [
      barX(speeds, { ...place, fill: ({ name }: Speed) => color(name), inset: 1 }),
      text(speeds, { ...place, text: ({ speed }: Speed) => speed.toFixed(2), textAnchor: 'start', dx: 4 }),
      ruleX([0]),
    ],
  });
}
