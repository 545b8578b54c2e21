import { inBlocks, type Pauses } from '../../scheduling';
import type { SampleMatrix } from '../samples/samples';
import type { KernelMemory } from '../wasm/kernel-memory';
import { type CoarseMap, coarseLimit, lengthFrom } from './coarse-map';

/** Points that the kernel takes at once. */
export const GROUP = 8;
/** Most that a point's numbers may be long: two and a half times its square, and no sum in the kernel is more, stays within 32 bits. */
export const MOST_LENGTH = 29_000;
/** The limit of points that are near to all others: no two can be farther apart. */
const NO_LIMIT = 2 * MOST_LENGTH ** 2;
/** The limit of points that nothing is near enough to: half squares are rounded down, so that copies may be at −1. */
const NEVER = -2;
/** Half of the square of what is no point: more than any point's. */
const NO_POINT = 2 ** 30;

/** One set of points as whole numbers of 16 bits in the kernels' memory. A point's place in `order` is what all but that count by. */
export class WholePoints {
  readonly groups: number;
  /** Addresses of the groups, of half of each point's squared length, and of its limit. */
  readonly numbers: number;
  readonly squares: number;
  readonly limits: number;
  readonly groupBytes: number;
  /** The most that rounding moved a point, in whole numbers. */
  largestError = 0;
  readonly #errors: Float64Array;

  /**
   * @param memory - gives a part to the points
   * @param points - the points
   * @param order - in which order the kernel takes them
   * @param bounds - squared distances up to which others are near; none: never
   */
  constructor(
    private readonly memory: KernelMemory,
    readonly points: SampleMatrix,
    readonly order: Uint32Array,
    readonly bounds: Float64Array | undefined,
  ) {
    this.groups = Math.ceil(points.count / GROUP);
    this.groupBytes = 4 * wholeFours(points.dimension) * 4;
    this.numbers = memory.takeBytes(this.groups * this.groupBytes);
    this.squares = memory.takeBytes(4 * GROUP * this.groups);
    this.limits = memory.takeBytes(4 * GROUP * this.groups);
    this.#errors = new Float64Array(points.count);
  }

  /** Bytes that a set takes. */
  static bytes({ count, dimension }: SampleMatrix): number {
    return Math.ceil(count / GROUP) * GROUP * (2 * wholeFours(dimension) + 8) + 192;
  }

  /** Puts the points into the memory. */
  async load({ center, radius, scale }: CoarseMap, pauses: Pauses): Promise<void> {
    const { order } = this;
    const { values, count, dimension } = this.points;
    const numbers = this.memory.smallWholes(this.numbers, (this.groups * this.groupBytes) / 2);
    const squares = this.memory.wholes(this.squares, GROUP * this.groups).fill(NO_POINT);
    this.memory.wholes(this.limits, GROUP * this.groups).fill(NEVER);
    await inBlocks(count, 4 * dimension, pauses, (from, to) => {
      for (let place = from; place < to; place++) {
        const start = order[place]! * dimension;
        const length = lengthFrom(center, values, start);
        const shrunk = scale * (length > radius ? radius / length : 1);
        const at = (((place - (place % GROUP)) / GROUP) * this.groupBytes) / 2 + 2 * (place % GROUP);
        let square = 0;
        let moved = 0;
        for (let axis = 0; axis < dimension; axis++) {
          const exact = (values[start + axis]! - center[axis]!) * shrunk;
          const whole = Math.round(exact);
          square += whole * whole;
          moved += (exact - whole) ** 2;
          // Two dimensions of all points of the group, then the next two.
          numbers[at + (axis >> 1) * 2 * GROUP + (axis & 1)] = whole;
        }
        squares[place] = Math.floor(square / 2);
        this.#errors[place] = Math.sqrt(moved);
        this.largestError = Math.max(this.largestError, this.#errors[place]!);
      }
    });
  }

  /** The squared distance up to which others are near to the point at a place, as it is now. */
  boundOf(place: number): number {
    return this.bounds ? this.bounds[this.order[place]!]! : -1;
  }

  /** Takes over the bounds of some places, as they are now. */
  putLimits(from: number, to: number, scale: number, othersError: number): void {
    if (!this.bounds) return;
    const limits = this.memory.wholes(this.limits, GROUP * this.groups);
    const end = Math.min(to, this.points.count);
    for (let place = from; place < end; place++) {
      const bound = this.boundOf(place);
      limits[place] =
        bound < 0
          ? NEVER
          : Math.min(NO_LIMIT, Math.floor(coarseLimit(bound, scale, this.#errors[place]! + othersError)));
    }
  }
}

/** The dimension, with zeros to a multiple of four. */
function wholeFours(dimension: number): number {
  return Math.ceil(dimension / 4) * 4;
}
