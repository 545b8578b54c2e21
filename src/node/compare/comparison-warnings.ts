import { createHash } from 'node:crypto';
import type { FlatSamples } from 'gan-core/estimators';
import type { Samples } from './samples';

/** Times that one side's numbers may be as far apart as the other's, before it looks like another scale. */
const MOST_APART = 32;

/** One side: its samples, and the features that are compared. */
interface ComparedSide {
  readonly samples: Samples;
  readonly features: FlatSamples;
}

/**
 * Warns of what no single metric tells: sides of different scales, or of the same samples.
 *
 * @param real - the real samples
 * @param generated - the generated ones
 * @param train - those that the generator was trained on, where there are
 */
export function comparisonWarnings(
  real: ComparedSide,
  generated: ComparedSide,
  train: ComparedSide | undefined,
): string[] {
  const others = [generated, ...(train ? [train] : [])];
  return [
    ...others.flatMap((other) => scaleWarnings(real.samples, other.samples)),
    ...(areSame(real, generated)
      ? [
          `${named(real, generated)} the same samples, compared with themselves: no generator reaches such values, and errors take the sides for drawn apart. Pass generated samples.`,
        ]
      : []),
    ...(train && areSame(real, train)
      ? [
          `${named(real, train)} the same samples: beside those no generator looks as if it copied. Pass real samples that it never saw.`,
        ]
      : []),
  ];
}

/** "Both sides are", or "a.npy and b.npy hold". */
function named({ samples: first }: ComparedSide, { samples: second }: ComparedSide): string {
  return first.path === second.path
    ? `${first.path}, given twice, is`
    : `${first.path} and ${second.path} hold`;
}

function scaleWarnings(first: Samples, second: Samples): string[] {
  if (!first.range || !second.range) return [];
  const [spanOfFirst, spanOfSecond] = [first.range, second.range].map(([least, most]) => most - least) as [
    number,
    number,
  ];
  const isFar = Math.max(spanOfFirst, spanOfSecond) > MOST_APART * Math.min(spanOfFirst, spanOfSecond);
  if (
    !isFar &&
    !(first.shape.length > 1 && (isTanhBesideUnit(first, second) || isTanhBesideUnit(second, first)))
  )
    return [];
  const between = ({ path, range }: Samples) =>
    `the numbers of ${path} lie between ${range!.map((end) => Number(end.toPrecision(3))).join(' and ')}`;
  return [
    `${between(first)}, ${between(second).replace('the numbers', 'those')}: they look like two scales, or one side has an outlier or has collapsed. Of two scales every metric measures just that: bring both to one.`.replace(
      /^t/,
      'T',
    ),
  ];
}

/** Whether pictures of −1 to 1 lie beside such of 0 to 1. */
function isTanhBesideUnit({ range: signed }: Samples, { range: unit }: Samples): boolean {
  const [least, most] = signed!;
  return least < -0.5 && least >= -1.01 && most <= 1.01 && unit![0] >= 0 && unit![1] <= 1.01;
}

/** Whether both sides have the same rows, in any order. */
function areSame({ features: first }: ComparedSide, { features: second }: ComparedSide): boolean {
  if (first.values.length !== second.values.length) return false;
  const keys = rowKeys(first).sort();
  return rowKeys(second)
    .sort()
    .every((key, row) => key === keys[row]);
}

/** A hash of each row. */
function rowKeys({ values, dimension }: FlatSamples): string[] {
  const row = new Float64Array(dimension);
  return Array.from({ length: values.length / dimension }, (_, index) => {
    // −0 equals 0, but its bits differ.
    for (let axis = 0; axis < dimension; axis++) row[axis] = values[index * dimension + axis]! + 0;
    return createHash('sha1').update(row).digest('base64');
  });
}
