import { ArgumentError } from '../errors';
import type { SampleMatrix } from '../estimators/parts';
import { eachInBlocks, type Pauses } from '../scheduling';

/** Most that a row's sum may differ from 1: float16 has three digits. */
const ROUNDING = 1e-2;

/**
 * Makes probabilities of a classifier's outputs, in place, in float64: by a softmax, or by their sum, which differs from 1 by
 * rounding.
 *
 * @param argument - their name
 * @param rows - finite numbers, one row a sample
 * @param kind - what they are
 * @param pauses - taken now and then
 * @returns the rows
 * @throws ArgumentError for a single class, or rows that are no probabilities
 */
export async function readProbabilities(
  argument: string,
  rows: SampleMatrix,
  kind: 'probabilities' | 'logits',
  pauses: Pauses,
): Promise<SampleMatrix> {
  const { values, count, dimension } = rows;
  if (dimension < 2) {
    throw new ArgumentError(
      argument,
      `has rows of ${dimension} number; expected one for each of at least 2 classes. Of a yes or no, pass [p, 1 − p].`,
    );
  }
  await eachInBlocks(count, 8 * dimension, pauses, (row) => {
    const own = values.subarray(row * dimension, (row + 1) * dimension);
    const largest = own.reduce((most, value) => Math.max(most, value), -Infinity);
    if (kind === 'logits') for (let k = 0; k < dimension; k++) own[k] = Math.exp(own[k]! - largest);
    const sum = own.reduce((total, value) => total + value, 0);
    if (kind === 'probabilities') checkRow(argument, own, sum, row);
    for (let k = 0; k < dimension; k++) own[k]! /= sum;
  });
  return rows;
}

function checkRow(argument: string, own: Float64Array, sum: number, row: number): void {
  const negative = own.find((value) => value < 0);
  if (negative === undefined && Math.abs(sum - 1) <= ROUNDING) return;
  throw new ArgumentError(
    argument,
    `row ${row} ${negative === undefined ? `adds up to ${sum}` : `holds ${negative}`}; expected probabilities, which add up to 1. Of logits, pass { outputs: 'logits' }.`,
  );
}
