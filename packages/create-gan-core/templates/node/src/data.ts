import { readFileSync } from 'node:fs';
import { type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { createRandom, gaussianRing, type Sampler } from 'gan-core';
import { readCsv } from './read-csv.js';

/** What is learned, and what is kept apart to measure by. */
export interface Data {
  readonly name: string;
  /** Numbers of a point. */
  readonly dimension: number;
  readonly axes: readonly [string, string];
  readonly training: Tensor2D | Sampler;
  /** Points that training never sees: a generator that copies its data must not look perfect. */
  readonly heldOut: Tensor2D | Sampler;
  /** Points to draw. */
  readonly shown: readonly number[][];
  /** Takes points back to the units that they came in. */
  inOwnUnits(points: readonly number[][]): number[][];
}

/** Eight Gaussians on a ring: fresh points whenever some are asked for. */
export async function ringData(): Promise<Data> {
  const ring = gaussianRing();
  const sample = ring.sample(2000, createRandom(0));
  const shown = (await sample.array()) as number[][];
  sample.dispose();
  return {
    name: 'ring',
    dimension: 2,
    axes: ['x₁', 'x₂'],
    training: ring,
    heldOut: ring,
    shown,
    inOwnUnits: (points) => points.map((point) => [...point]),
  };
}

/** The points of a .csv. Each column is brought to mean 0 and deviation 1, as networks like it; one point in five is held out. */
export function fileData(file: string, seed: number): Data {
  const { header, rows } = readCsv(readFileSync(file, 'utf8'), file);
  const dimension = rows[0]!.length;
  if (dimension < 2) throw new Error(`${file}: has one column; expected two or more`);
  if (rows.length < 500) throw new Error(`${file}: has ${rows.length} points; expected 500 or more`);
  const shuffled = shuffle(rows, seed);
  const held = Math.floor(rows.length / 5);
  const columns = Array.from({ length: dimension }, (_, column) =>
    scaleOf(shuffled.slice(held).map((row) => row[column]!)),
  );
  const scaled = shuffled.map((row) =>
    row.map((value, i) => (value - columns[i]!.mean) / columns[i]!.deviation),
  );
  return {
    name: file,
    dimension,
    axes: [header[0] ?? 'x₁', header[1] ?? 'x₂'],
    training: tensor2d(scaled.slice(held)),
    heldOut: tensor2d(scaled.slice(0, held)),
    shown: scaled.slice(0, 2000),
    inOwnUnits: (points) =>
      points.map((point) => point.map((value, i) => value * columns[i]!.deviation + columns[i]!.mean)),
  };
}

function scaleOf(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) || 1 };
}

/** In an order that the seed fixes, so that a resumed run holds out the same points. */
function shuffle<T>(items: readonly T[], seed: number): T[] {
  const random = createRandom(seed);
  const shuffled = [...items];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
  }
  return shuffled;
}
