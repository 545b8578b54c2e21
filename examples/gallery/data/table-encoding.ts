import type { Random } from 'gan-core/distributions';
import { fitModes, modeWeights } from './fit-modes';
import { type Row, works } from './made-table';

/** How rows of the table are told in numbers: `[place within the mode, mode (one-hot), work (one-hot)]`. */
export interface TableEncoding {
  encode(row: Row, random: Random): number[];
  decode(numbers: readonly number[]): Row;
}

export const modeCount = 3;
export const rowLength = 1 + modeCount + works.length;

/**
 * Mode-specific normalization: an income is told by one of the Gaussians of a mixture, drawn by how likely it is that one's, and by
 * its distance from that one's mean, in four of its deviations.
 */
export function tableEncoding(rows: readonly Row[]): TableEncoding {
  const modes = fitModes(
    rows.map(({ income }) => income),
    modeCount,
  );
  return {
    encode({ income, work }, random) {
      const index = pick(modeWeights(income, modes), random);
      const { mean, deviation } = modes[index]!;
      const place = Math.max(-1, Math.min(1, (income - mean) / (4 * deviation)));
      return [place, ...oneOf(index, modeCount), ...oneOf(work, works.length)];
    },
    decode([place, ...others]) {
      const { mean, deviation } = modes[largest(others.slice(0, modeCount))]!;
      return { income: mean + 4 * deviation * place!, work: largest(others.slice(modeCount)) };
    },
  };
}

/** So many numbers, all 0 but one. */
export function oneOf(index: number, count: number): number[] {
  return Array.from({ length: count }, (_, each) => Number(each === index));
}

/** An index, as often as its weight says. */
export function pick(weights: readonly number[], random: Random): number {
  let left = random.next() * weights.reduce((total, weight) => total + weight, 0);
  const index = weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  return index < 0 ? weights.length - 1 : index;
}

const largest = (values: readonly number[]) => values.indexOf(Math.max(...values));
