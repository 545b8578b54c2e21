import { goldenSection } from '../../../math';
import type { Random } from '../../../random';
import { inBlocks, type Pauses } from '../../../scheduling';
import type { SampleMatrix } from '../../samples/samples';

/** Pairs of samples that the leave-one-out likelihood looks at: about a second's work. */
const PAIRS = 4e6;
/** The bandwidths to choose from, in units of the rule of thumb. */
const NARROWEST = 0.02;
const WIDEST = 5;
/** Steps of the golden section: the last bracket is 0.1 % wide. */
const STEPS = 18;

/**
 * The bandwidth of highest leave-one-out likelihood, by golden section between 0.02 and 5 times Scott's rule of thumb,
 * n^(−1/(d+4)).
 *
 * @param whitened - samples of unit covariance
 * @param random - which samples are looked at, where there are too many pairs
 * @param pauses - for so long a computation
 * @returns the bandwidth, with a warning if it lies at an end of the range
 */
export async function chooseBandwidth(
  whitened: SampleMatrix,
  random: Random,
  pauses: Pauses,
): Promise<{ bandwidth: number; warnings: string[] }> {
  const { count, dimension } = whitened;
  const evaluated = Math.min(count, Math.max(Math.floor(PAIRS / count), 20));
  const squares: Float32Array[] = [];
  for (let taken = 0; taken < evaluated; taken++) {
    if (pauses.due()) await pauses.take();
    const index = evaluated === count ? taken : random.integer(count);
    squares.push(await squaredDistancesFrom(whitened, index, pauses));
  }
  const score = async (logBandwidth: number) => {
    const factor = -0.5 * Math.exp(-2 * logBandwidth);
    let sum = 0;
    for (const each of squares) {
      sum += await logSum(each, factor, pauses);
    }
    return sum / evaluated - dimension * logBandwidth;
  };
  const rule = Math.log(count) / -(dimension + 4);
  const [narrowest, widest] = [rule + Math.log(NARROWEST), rule + Math.log(WIDEST)];
  const search = goldenSection(narrowest, widest, STEPS);
  let at = search.next();
  while (!at.done) at = search.next(-(await score(at.value)));
  const best = (at.value.low + at.value.high) / 2;
  const atEnd = best - narrowest < 0.01 || widest - best < 0.01;
  return {
    bandwidth: Math.exp(best),
    warnings: atEnd
      ? [
          'The bandwidth ran to the end of its range. Samples that repeat, or are rounded, make it vanish: add a little noise, or give a bandwidth.',
        ]
      : [],
  };
}

/** ‖zᵢ − zⱼ‖² to all other samples; float32 is enough to choose a width by. */
async function squaredDistancesFrom(
  { values, count, dimension }: SampleMatrix,
  index: number,
  pauses: Pauses,
): Promise<Float32Array> {
  const squares = new Float32Array(count - 1);
  await inBlocks(count - 1, dimension, pauses, (from, to) => {
    for (let at = from; at < to; at++) {
      const other = at < index ? at : at + 1;
      let square = 0;
      for (let axis = 0; axis < dimension; axis++) {
        const difference = values[index * dimension + axis]! - values[other * dimension + axis]!;
        square += difference * difference;
      }
      squares[at] = square;
    }
  });
  return squares;
}

async function logSum(squares: Float32Array, factor: number, pauses: Pauses): Promise<number> {
  let least = Infinity;
  await inBlocks(squares.length, 1, pauses, (from, to) => {
    for (let at = from; at < to; at++) if (squares[at]! < least) least = squares[at]!;
  });
  let sum = 0;
  await inBlocks(squares.length, 8, pauses, (from, to) => {
    for (let at = from; at < to; at++) {
      const exponent = factor * (squares[at]! - least);
      if (exponent > -40) sum += Math.exp(exponent);
    }
  });
  return factor * least + Math.log(sum);
}
