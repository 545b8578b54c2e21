import { readFileSync } from 'node:fs';
import { type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { createRandom, gaussianRing, type Sampler } from 'gan-core';
import { Problem } from './problem.js';
import { readCsv } from './read-csv.js';

/** What is learned, and what is kept apart to measure by. */
export interface Data {
  readonly name: string;
  /** Numbers of a point. */
  readonly dimension: number;
  /** What these are called; none where nobody says. */
  readonly columns: readonly string[];
  /** What the picture says of the first two. */
  readonly axes: readonly [string, string];
  readonly training: Tensor2D | Sampler;
  /** Points that training never sees: a generator that copies its data must not look perfect. */
  readonly heldOut: Tensor2D | Sampler;
  /** Points to draw. */
  readonly shown: readonly (readonly number[])[];
  /** Takes points back to the units that they came in. */
  inOwnUnits(points: readonly number[][]): number[][];
}

/** Lines of a file that there must be. */
const LEAST_POINTS = 500;

/** Eight Gaussians on a ring: fresh points whenever some are asked for. */
export async function ringData(): Promise<Data> {
  const ring = gaussianRing();
  const sample = ring.sample(2000, createRandom(0));
  const shown = (await sample.array()) as number[][];
  sample.dispose();
  return {
    name: 'ring',
    dimension: 2,
    columns: [],
    axes: ['x₁', 'x₂'],
    training: ring,
    heldOut: ring,
    shown,
    inOwnUnits: (points) => points.map((point) => [...point]),
  };
}

/** The points of a .csv. Each column is brought to mean 0 and deviation 1, as networks like it; one point in five is held out. */
export function fileData(file: string, chosen: readonly string[]): Data {
  const { names, rows } = readCsv(textOf(file), file, chosen);
  const dimension = rows[0]?.length ?? 0;
  if (rows.length < LEAST_POINTS)
    throw new Problem(
      `${file}: has ${rows.length} lines of numbers; expected ${LEAST_POINTS} or more, a fifth of them to measure by.`,
    );
  if (dimension < 2) throw new Problem(`${file}: has one column of numbers; expected two or more.`);
  const shuffled = shuffle(rows);
  const held = Math.floor(rows.length / 5);
  const nameOf = (column: number) => names[column] ?? `column ${column + 1}`;
  const scales = Array.from({ length: dimension }, (_, column) =>
    scaleOf(
      shuffled.slice(held).map((row) => row[column]!),
      `${file}, ${nameOf(column)}`,
    ),
  );
  const scaled = shuffled.map((row) =>
    row.map((value, i) => (value - scales[i]!.mean) / scales[i]!.deviation),
  );
  return {
    name: file,
    dimension,
    columns: names,
    axes: [`${nameOf(0)}, standardized`, `${nameOf(1)}, standardized`],
    training: tensor2d(scaled.slice(held)),
    heldOut: tensor2d(scaled.slice(0, held)),
    shown: scaled.slice(0, 2000),
    inOwnUnits: (points) =>
      points.map((point) => point.map((value, i) => value * scales[i]!.deviation + scales[i]!.mean)),
  };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new Problem(`${file}: there is no such file, seen from ${process.cwd()}.`);
    throw new Problem(code === 'EISDIR' ? `${file}: is a folder; expected a file.` : `${file}: ${message}`);
  }
}

function scaleOf(values: readonly number[], column: string): { mean: number; deviation: number } {
  const [first] = values;
  if (values.every((value) => value === first))
    throw new Problem(
      `${column}: is ${first} in every line: there is nothing to learn. Name the others by --columns.`,
    );
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}

/** In the same order each time, whatever the run's seed: a resumed run must hold out the same points. */
function shuffle<T>(items: readonly T[]): T[] {
  const random = createRandom(0);
  const shuffled = [...items];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
  }
  return shuffled;
}
