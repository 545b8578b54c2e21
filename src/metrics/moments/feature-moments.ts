import { ArgumentError, describeValue, refuseUnknownKeys } from '../../errors';
import { checkMagnitude } from '../../estimators/parts';
import { allSteps } from '../../math';
import { checkSeed, createRandom, type Random } from '../../random';
import { createPauses, inBlocks, type Pauses } from '../../scheduling';
import { featureBlocks } from '../features/feature-blocks';
import type { Features } from '../features/features';
import { addSums, covarianceSteps, type MomentSums, noSums, sumsOfBlock } from './moment-sums';
import { readSavedMoments, type SavedFeatureMoments } from './saved-feature-moments';

/** Sums of each that was made: for the metrics, not for users. */
const sumsOfMoments = new WeakMap<FeatureMoments, MomentSums | undefined>();

/**
 * Count, mean and covariance of features, gathered block by block, over processes or machines: what the Fréchet distance looks
 * at, and what is kept of real data.
 *
 * Mean μ = Σxᵢ/n and covariance Σ(xᵢ − μ)(xᵢ − μ)ᵀ/(n − 1), the unbiased one, as numpy's `cov` and pytorch-fid have it; in
 * float64 about each block's own mean, joined by Chan's update: so a mean far from 0 costs no digits, and the cut into blocks
 * changes rounding only. Memory: 4·d² bytes for d features, and up to 1,024 rows, drawn at random, from which
 * {@link frechetDistance} tells its error.
 *
 * Source: Chan, Golub & LeVeque 1983, "Algorithms for Computing the Sample Variance: Analysis and Recommendations", eq. 2.1.
 *
 * @throws ArgumentError for a seed that isn't a whole number, or an unknown option
 *
 * @example
 * ```ts
 * import { FeatureMoments } from 'gan-core/metrics';
 * const moments = new FeatureMoments();
 * await moments.add([[0, 1], [2, 1]]);
 * const shard = new FeatureMoments();
 * await shard.add([[4, 4]]);
 * moments.merge(shard);
 * console.log(moments.count, moments.mean()); // → 3 [ 2, 2 ]
 * console.log(moments.covariance()); // → [ [ 4, 3 ], [ 3, 3 ] ]
 * const kept = JSON.stringify(moments.save());
 * console.log(FeatureMoments.restore(JSON.parse(kept)).count); // → 3
 * ```
 */
export class FeatureMoments {
  private readonly random: Random;

  /**
   * Moments of no rows.
   *
   * @param options - `seed`: fixes which rows are kept for the error, default 0
   * @throws ArgumentError for a seed that isn't a whole number, or an unknown option
   */
  constructor(options: { readonly seed?: number } = {}) {
    refuseUnknownKeys(options, ['seed']);
    const { seed = 0 } = options;
    checkSeed(seed);
    this.random = createRandom(seed);
    sumsOfMoments.set(this, undefined);
  }

  /**
   * Moments that `save` gave, or those of others: of pytorch-fid's `.npz` the `mu` and `sigma`, with the count of samples.
   * Without `rows` the error of a Fréchet distance takes the features for Gaussian.
   *
   * @param saved - plain numbers, from JSON say
   * @returns the moments, which further rows may be added to
   * @throws ArgumentError for what isn't such a record, or a covariance that no samples have: of more than 256 features that is asked of each pair
   */
  static restore(saved: SavedFeatureMoments): FeatureMoments {
    const { sums, random } = readSavedMoments(saved);
    const moments = new FeatureMoments();
    sumsOfMoments.set(moments, sums);
    if (random) moments.random.restore(random);
    return moments;
  }

  /** Number of rows. */
  get count(): number {
    return sumsOf(this)?.count ?? 0;
  }

  /** Number of features of a row; 0 before the first one. */
  get dimension(): number {
    return sumsOf(this)?.mean.length ?? 0;
  }

  /**
   * Adds rows: all of them, or none where something is wrong with one.
   *
   * @param features - rows, in one block or many
   * @param options - `signal`: aborting it makes the promise reject with its reason
   * @returns a promise, resolved once they are in
   * @throws ArgumentError naming `features` for what aren't features as many as those before, or a wrong option
   */
  async add(features: Features, options: { readonly signal?: AbortSignal } = {}): Promise<void> {
    refuseUnknownKeys(options, ['signal']);
    const pauses = createPauses(options.signal);
    const sums = await gatherSums('features', features, this.random.fork(), pauses);
    if (sums) this.include('features', sums);
  }

  /**
   * Adds the rows that another one saw, as if they had come here.
   *
   * @param other - the moments of a shard; it stays as it is
   * @throws ArgumentError naming `other` if it isn't one, or of rows of another length
   */
  merge(other: FeatureMoments): void {
    if (!isFeatureMoments(other)) {
      throw new ArgumentError(
        'other',
        `got ${describeValue(other)}; expected FeatureMoments. Of saved ones, pass FeatureMoments.restore(saved).`,
      );
    }
    const sums = sumsOf(other);
    if (sums) this.include('other', sums);
  }

  /**
   * The mean of each feature.
   *
   * @returns d numbers; none before the first row
   */
  mean(): number[] {
    return Array.from(sumsOf(this)?.mean ?? []);
  }

  /**
   * The unbiased covariance matrix of the features.
   *
   * @returns its rows
   * @throws ArgumentError before the second row
   */
  covariance(): number[][] {
    const sums = sumsOf(this);
    if (!sums || sums.count < 2) {
      throw new ArgumentError(
        'count',
        `is ${this.count}; expected at least 2 rows for a covariance. Add more first.`,
      );
    }
    return matrixRows(allSteps(covarianceSteps(sums)), sums.mean.length);
  }

  /**
   * All of it as plain numbers, for JSON.
   *
   * @returns what `restore` takes
   */
  save(): SavedFeatureMoments {
    const sums = sumsOf(this);
    const random = this.random.save();
    if (!sums) return { count: 0, mean: [], covariance: [], rows: [], random };
    const dimension = sums.mean.length;
    const covariance = allSteps(covarianceSteps(sums.count > 1 ? sums : { ...sums, count: 2 }));
    return {
      count: sums.count,
      mean: Array.from(sums.mean),
      covariance: matrixRows(covariance, dimension),
      rows: matrixRows(sums.kept.values(), dimension),
      random,
    };
  }

  private include(argument: string, more: MomentSums): void {
    const sums = sumsOf(this) ?? noSums(more.mean.length);
    if (sums.mean.length !== more.mean.length) {
      throw new ArgumentError(
        argument,
        `has rows of ${more.mean.length} values; expected ${sums.mean.length}, as those before. Pass features of one layer.`,
      );
    }
    sums.kept.merge(more.kept, this.random);
    addSums(sums, more === sums ? { ...more, mean: more.mean.slice(), scatter: more.scatter.slice() } : more);
    sumsOfMoments.set(this, sums);
  }
}

/** Whether a value is one that was made here. */
export function isFeatureMoments(value: unknown): value is FeatureMoments {
  return typeof value === 'object' && value !== null && sumsOfMoments.has(value as FeatureMoments);
}

/** The sums behind moments; undefined before the first row. */
export function sumsOf(moments: FeatureMoments): MomentSums | undefined {
  return sumsOfMoments.get(moments);
}

/**
 * Reads features into sums of their own.
 *
 * @returns the sums; undefined where there are no rows
 * @throws ArgumentError naming `argument`
 */
export async function gatherSums(
  argument: string,
  features: Features,
  random: Random,
  pauses: Pauses,
): Promise<MomentSums | undefined> {
  let sums: MomentSums | undefined;
  for await (const block of featureBlocks(argument, features, pauses)) {
    await checkMagnitude(argument, block, pauses);
    sums ??= noSums(block.dimension);
    const { values, count, dimension } = block;
    const { kept } = sums;
    await inBlocks(count, dimension + 16, pauses, (from, to) => {
      for (let row = from; row < to; row++)
        kept.add(values.subarray(row * dimension, (row + 1) * dimension), random);
    });
    addSums(sums, await sumsOfBlock(block, pauses));
  }
  return sums;
}

function matrixRows(values: Float64Array, dimension: number): number[][] {
  return Array.from({ length: values.length / dimension }, (_, row) =>
    Array.from(values.subarray(row * dimension, (row + 1) * dimension)),
  );
}
