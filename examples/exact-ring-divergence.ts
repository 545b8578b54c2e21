import { createRandom, type EqualGaussians } from 'gan-core/distributions';

/** Draws `count` points of the plane, x and y in turn; another seed gives other points. */
export type DrawPoints = (count: number, seed: number) => Promise<Float32Array>;

/** A cell of the plane: its corners, and which of the points lie in it. */
interface Cell {
  readonly low: Point;
  readonly high: Point;
  readonly shaping: Range;
  readonly counted: Range;
}
type Point = readonly [x: number, y: number];
type Range = readonly [from: number, to: number];

/** A cell of the three partitions holds at most this many of the shaping points: each a quarter of the one before. */
const cellSizes = [1024, 256, 64];
const blockSize = 2 ** 16;

/**
 * The Jensen–Shannon divergence between a mixture of Gaussians and whatever `draw` draws from, in nats. No network
 * judges, so it serves as the truth. Against closed forms, from 2²⁰ points: within 0.001 where the other one's modes are
 * round, within 0.005 where they are twenty times as long as wide.
 *
 * The plane is cut into cells that hold equally many points of both: small where either is dense, so that the thin
 * curves on which a generator's samples lie are resolved. A cell's mass under the mixture is known; the other one's is
 * counted on points of its own. Cells hide what differs within them, by about a + b of their width and its square: three
 * sizes of cells say how much, and it is extrapolated away (Richardson).
 */
export async function exactRingDivergence(
  mixture: EqualGaussians,
  draw: DrawPoints,
  { points = 2 ** 20 }: { readonly points?: number } = {},
): Promise<number> {
  const real = mixture.sample(points, createRandom(1));
  const shaping = new Float32Array(4 * points);
  shaping.set((await real.data()) as Float32Array);
  real.dispose();
  shaping.set(await drawAll(draw, points, 1), 2 * points);
  const counted = await drawAll(draw, points, 2);

  const mass = massOf(mixture);
  const term = jensenShannonTerm(points);
  const sums = cellSizes.map(() => 0);
  const add = (cell: Cell, size: number) => {
    sums[size]! += term(mass(cell), cell.counted[1] - cell.counted[0]);
  };
  const visit = (cell: Cell, fromSize: number) => {
    let size = fromSize;
    const [from, to] = cell.shaping;
    for (; size < cellSizes.length && to - from <= cellSizes[size]!; size++) add(cell, size);
    if (size === cellSizes.length) return;
    const halves = split(cell, shaping, counted);
    if (halves) for (const half of halves) visit(half, size);
    else for (; size < cellSizes.length; size++) add(cell, size);
  };
  const [least, greatest] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  visit(
    { low: [least, least], high: [greatest, greatest], shaping: [0, 2 * points], counted: [0, points] },
    0,
  );

  const [coarse, middle, fine] = sums as [number, number, number];
  const [first, second] = [2 * middle - coarse, 2 * fine - middle];
  return (4 * second - first) / 3;
}

async function drawAll(draw: DrawPoints, points: number, stream: number): Promise<Float32Array> {
  const all = new Float32Array(2 * points);
  for (let done = 0, block = 0; done < points; done += blockSize, block++) {
    const seed = 1_000_000 * stream + block;
    all.set(await draw(Math.min(blockSize, points - done), seed), 2 * done);
  }
  return all;
}

/** Cuts a cell across the longer side of its shaping points, near their median; null where they are one point. */
function split({ low, high, ...ranges }: Cell, shaping: Float32Array, counted: Float32Array): Cell[] | null {
  const [from, to] = ranges.shaping;
  const extents = [extent(shaping, from, to, 0), extent(shaping, from, to, 1)] as const;
  const axis = width(extents[0]) >= width(extents[1]) ? 0 : 1;
  const [least, greatest] = extents[axis];
  if (least === greatest) return null;
  const stride = Math.ceil((to - from) / 255);
  const some = new Float32Array(Math.ceil((to - from) / stride));
  for (let place = 0; place < some.length; place++)
    some[place] = shaping[2 * (from + place * stride) + axis]!;
  some.sort();
  const median = some[some.length >> 1]!;
  // Below the least one there is nothing: where half of the points share it, the middle parts the others from it.
  const cut = median > least ? median : (least + greatest) / 2;
  const middle = partition(shaping, ranges.shaping, axis, cut);
  const border = partition(counted, ranges.counted, axis, cut);
  const at = (corner: Point): Point => (axis === 0 ? [cut, corner[1]] : [corner[0], cut]);
  return [
    { low, high: at(high), shaping: [from, middle], counted: [ranges.counted[0], border] },
    { low: at(low), high, shaping: [middle, to], counted: [border, ranges.counted[1]] },
  ];
}

function extent(points: Float32Array, from: number, to: number, axis: number): Range {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let index = 2 * from + axis; index < 2 * to; index += 2) {
    const value = points[index]!;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return [least, greatest];
}

const width = ([least, greatest]: Range) => greatest - least;

/** Moves the points below the cut to the front of the range, and says where the others begin. */
function partition(points: Float32Array, [from, to]: Range, axis: number, cut: number): number {
  let middle = from;
  for (let index = from; index < to; index++) {
    if (points[2 * index + axis]! >= cut) continue;
    const x = points[2 * index]!;
    const y = points[2 * index + 1]!;
    points[2 * index] = points[2 * middle]!;
    points[2 * index + 1] = points[2 * middle + 1]!;
    points[2 * middle] = x;
    points[2 * middle + 1] = y;
    middle++;
  }
  return middle;
}

/** The mixture's mass in a cell. */
function massOf({ centers, standardDeviation }: EqualGaussians): (cell: Cell) => number {
  return ({ low, high }) => {
    let sum = 0;
    for (const center of centers) {
      const [x, y] = [0, 1].map((axis) =>
        normalMass(
          (low[axis]! - center[axis]!) / standardDeviation,
          (high[axis]! - center[axis]!) / standardDeviation,
        ),
      ) as [number, number];
      sum += x * y;
    }
    return sum / centers.length;
  };
}

/** What a standard normal has between two numbers: Gauss and Legendre's rule of three points on pieces of at most ¼. */
function normalMass(from: number, to: number): number {
  const low = Math.max(from, -9);
  const high = Math.min(to, 9);
  if (low >= high) return 0;
  const pieces = Math.ceil(4 * (high - low));
  const half = (high - low) / pieces / 2;
  let sum = 0;
  for (let piece = 0; piece < pieces; piece++) {
    const middle = low + (2 * piece + 1) * half;
    const aside = Math.sqrt(0.6) * half;
    sum += 5 * bell(middle - aside) + 8 * bell(middle) + 5 * bell(middle + aside);
  }
  return (half * sum) / (9 * Math.sqrt(2 * Math.PI));
}

const bell = (z: number) => Math.exp((-z * z) / 2);

/**
 * What a cell adds: ½(p log(2p/(p + q)) + q log(2q/(p + q))), with q counted on so many points. Put in plainly, q = n/N
 * would say too much, as counts scatter. So n log n is taken as n·G(n), which is right on average (Grassberger 2003,
 * "Entropy estimates from insufficient samplings", eq. 28), and (p + q) log(p + q), where p + q is never small, to the
 * second order of the scatter.
 */
function jensenShannonTerm(points: number): (p: number, count: number) => number {
  const meanLogs = [0, -0.5772156649015329 - Math.LN2];
  meanLogs.push(2 + meanLogs[1]!);
  return (p, count) => {
    for (let n = meanLogs.length; n <= count; n++) {
      meanLogs.push(n % 2 === 1 ? meanLogs[n - 1]! : meanLogs[n - 2]! + 2 / (n - 1));
    }
    const q = count / points;
    const both = p + q;
    const ofP = p > 0 ? p * Math.log((2 * p) / both) : 0;
    const ofQ =
      q > 0 ? q * (meanLogs[count]! - Math.log(points) - Math.log(both / 2) + 0.5 / (points * both)) : 0;
    return (ofP + ofQ) / 2;
  };
}
