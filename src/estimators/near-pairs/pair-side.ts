import type { SampleMatrix } from '../samples/samples';
import { coarseLimit } from './coarse-map';
import type { PackedPoints } from './packed-points';
import type { Packing } from './packing';

/** One side of all pairs: points, and how near others must be to them. */
export class PairSide {
  /**
   * Half of the squared distance of whole numbers, for each place, above which a pair isn't looked at; −1 for never, as past the
   * last point.
   */
  readonly limits: Float64Array;
  /** The largest limit of each column of tiles. */
  readonly tileLimits: Float64Array;

  /**
   * @param points - the points
   * @param packed - the same, packed
   * @param packing - how
   * @param bounds - squared distances; none: never
   * @param othersError - the most that rounding moved a point of the other side
   * @param width - points of a column of tiles
   */
  constructor(
    readonly points: SampleMatrix,
    readonly packed: PackedPoints,
    private readonly packing: Packing,
    private readonly bounds: Float64Array | undefined,
    private readonly othersError: number,
    private readonly width: number,
  ) {
    const tiles = Math.ceil(points.count / width);
    this.limits = new Float64Array((tiles + 1) * width).fill(-1);
    this.tileLimits = new Float64Array(tiles + 1);
    for (let place = 0; place < points.count; place++) this.limits[place] = this.limitOf(place);
    for (let tile = 0; tile < tiles; tile++) this.updateTile(tile);
  }

  /** The squared distance up to which pairs of the point at a place are visited. */
  boundOf(place: number): number {
    return this.bounds ? this.bounds[this.packed.order[place]!]! : -1;
  }

  /** Takes over a bound that may have changed. */
  update(place: number): void {
    if (!this.bounds) return;
    this.limits[place] = this.limitOf(place);
    this.updateTile(Math.floor(place / this.width));
  }

  private updateTile(tile: number): void {
    const { limits, width } = this;
    let most = -1;
    for (let point = tile * width; point < (tile + 1) * width; point++) most = Math.max(most, limits[point]!);
    this.tileLimits[tile] = most;
  }

  private limitOf(place: number): number {
    const bound = this.boundOf(place);
    if (bound < 0) return -1;
    return coarseLimit(bound, this.packing.scale, this.packed.errors[place]! + this.othersError);
  }
}
