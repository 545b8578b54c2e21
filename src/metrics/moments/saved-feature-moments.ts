import { ArgumentError, checkWholeNumber, describeValue, refuseUnknownKeys } from '../../errors';
import { createRandom, type RandomState } from '../../random';
import { checkCovariance } from './check-covariance';
import { type MomentSums, noSums } from './moment-sums';

/** Plain numbers of a `FeatureMoments`, which JSON holds. */
export interface SavedFeatureMoments {
  /** Number of rows. */
  readonly count: number;
  /** The mean of each of d features. */
  readonly mean: readonly number[];
  /** The unbiased covariance, d rows of d numbers; zeros where there is one row. */
  readonly covariance: readonly (readonly number[])[];
  /** Some of the rows, drawn at random: min(count, 1024) of them. None where only the moments are known. */
  readonly rows?: readonly (readonly number[])[];
  /** State of the stream that draws them. */
  readonly random?: RandomState;
}

/** Checks what was saved, and makes sums of it. */
export function readSavedMoments(saved: SavedFeatureMoments): {
  readonly sums: MomentSums | undefined;
  readonly random: RandomState | undefined;
} {
  if (typeof saved !== 'object' || saved === null) {
    throw new ArgumentError(
      'saved',
      `got ${describeValue(saved)}; expected { count, mean, covariance }, as save() gives them.`,
    );
  }
  refuseUnknownKeys(saved, ['count', 'mean', 'covariance', 'rows', 'random'], 'saved');
  const { count, mean, covariance, rows = [], random } = saved;
  checkWholeNumber('saved.count', count, 0);
  if (random !== undefined) createRandom(0).restore(random);
  if (count === 0) return { sums: undefined, random };
  const dimension = Array.isArray(mean) ? mean.length : 0;
  checkRows('saved.mean', [mean], Math.max(dimension, 1));
  checkRows('saved.covariance', covariance, dimension, MOST ** 2);
  checkRows('saved.rows', rows, dimension);
  if (covariance.length !== dimension) {
    throw new ArgumentError(
      'saved.covariance',
      `has ${covariance.length} rows; expected ${dimension}, as many as the mean has numbers.`,
    );
  }
  checkCovariance('saved.covariance', covariance);
  const sums = noSums(dimension);
  sums.count = count;
  sums.mean.set(mean);
  let at = 0;
  for (let i = 0; i < dimension; i++) {
    for (let j = 0; j <= i; j++, at++) sums.scatter[at] = covariance[i]![j]! * (count - 1);
  }
  sums.kept.take(
    rows.map((row) => Float64Array.from(row)),
    count,
  );
  return { sums, random };
}

/** Largest size of a feature: squares of squares stay within float64. */
const MOST = 1e70;

function checkRows(argument: string, rows: unknown, length: number, most = MOST): void {
  const expected = `expected rows of ${length} finite numbers`;
  if (!Array.isArray(rows)) throw new ArgumentError(argument, `got ${describeValue(rows)}; ${expected}.`);
  for (let index = 0; index < rows.length; index++) {
    const row: unknown = rows[index];
    if (!Array.isArray(row) || row.length !== length) {
      throw new ArgumentError(argument, `its row ${index} is ${describeValue(row)}; ${expected}.`);
    }
    for (let place = 0; place < length; place++) {
      if (!Number.isFinite(row[place])) {
        throw new ArgumentError(
          argument,
          `its row ${index} holds ${describeValue(row[place])}; ${expected}.`,
        );
      }
      if (Math.abs(row[place]) > most)
        throw new ArgumentError(
          argument,
          `its row ${index} holds ${row[place]}; expected values up to ±${most}.`,
        );
    }
  }
}
