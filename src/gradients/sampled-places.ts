import {
  add,
  cast,
  expandDims,
  floor,
  greaterEqual,
  less,
  logicalAnd,
  mul,
  range,
  reshape,
  scalar,
  stack,
  sub,
  type Tensor,
  tile,
  unsortedSegmentSum,
  unstack,
  where,
} from '@tensorflow/tfjs-core';

/**
 * Places where the pixels of sampled images were read: row and column of each, `[batch, height, width]`; they may lie
 * outside.
 */
export interface Places {
  readonly rows: Tensor;
  readonly columns: Tensor;
}

/** Each image, `[batch]`, in which a batch of sampled ones was read; their numbers are whole. */
type Images = Tensor;

/** An image of two channels that says of each pixel where it is: what a kernel makes of it tells where that kernel reads. */
export function imageOfPlaces(height: number, width: number): Tensor {
  const rows = tile(reshape(range(0, height), [1, height, 1]), [1, 1, width]);
  const columns = tile(reshape(range(0, width), [1, 1, width]), [1, height, 1]);
  return stack([rows, columns], 3);
}

/** Recovers the places from what a kernel made of {@link imageOfPlaces}. */
export function placesOf(sampled: Tensor): Places {
  const [rows, columns] = unstack(sampled, 3) as [Tensor, Tensor];
  return { rows, columns };
}

/** ∂y, added up at the places where its pixels were read. */
export function toPlaces(dy: Tensor, { rows, columns }: Places, images: Images, shape: number[]): Tensor {
  const [count, height, width, channels] = shape as [number, number, number, number];
  const number = expandDims(expandDims(images, 1), 2);
  const inside = [isIndex(rows, height), isIndex(columns, width), isIndex(number, count)].reduce(
    (all, each) => logicalAnd(all, each),
  );
  // In whole numbers: float32 has too few digits for the pixels of a large batch.
  const whole = (tensor: Tensor) => cast(tensor, 'int32');
  const row = add(mul(whole(number), scalar(height, 'int32')), whole(rows));
  const pixel = add(mul(row, scalar(width, 'int32')), whole(columns));
  const segments = where(inside, pixel, scalar(-1, 'int32'));
  const sums = unsortedSegmentSum(
    reshape(dy, [-1, channels]),
    reshape(segments, [-1]),
    count * height * width,
  );
  return reshape(sums, shape);
}

/** The same where each pixel is a mean of the four around its place, by their distances. */
export function toFourAround(dy: Tensor, { rows, columns }: Places, images: Images, shape: number[]): Tensor {
  const [above, left] = [floor(rows), floor(columns)];
  const [down, right] = [sub(rows, above), sub(columns, left)];
  const parts = [0, 1].flatMap((below) =>
    [0, 1].map((beside) => {
      const weight = mul(below ? down : sub(1, down), beside ? right : sub(1, right));
      const places = { rows: add(above, below), columns: add(left, beside) };
      return toPlaces(mul(dy, expandDims(weight, 3)), places, images, shape);
    }),
  );
  return parts.reduce((sum, part) => add(sum, part));
}

function isIndex(places: Tensor, size: number): Tensor {
  return logicalAnd(greaterEqual(places, 0), less(places, size));
}
