import type { NearestPoints } from '../../estimators/parts';
import { eachInBlocks, type Pauses } from '../../scheduling';

/** Marks of a point that no ball covers, or more than one. */
const NONE = -1;
const SEVERAL = -2;

/**
 * Counts the points in at least one ball, and tells how that count would change without each ball's center: for the jackknife. The
 * ball about a center reaches to its k-th nearest other center. Without one of its k nearest it reaches to the next one.
 */
export class BallCover {
  /** The only ball that covers each point, or {@link NONE} or {@link SEVERAL}. */
  private readonly only: Int32Array;
  /** Pairs that a ball covers only once it has grown: point and ball, in turn. */
  private readonly misses: number[] = [];

  /**
   * @param centers - of each center the k + 1 nearest others
   * @param points - how many points there are
   */
  constructor(
    private readonly centers: NearestPoints,
    private readonly points: number,
  ) {
    this.only = new Int32Array(points).fill(NONE);
  }

  /** The squared distance to the k-th nearest other center; of the ball once it has grown, to the next one. */
  squaredRadius(center: number, grown: boolean): number {
    const { squared, count } = this.centers;
    return squared[center * count + count - (grown ? 1 : 2)]!;
  }

  /** Takes a pair into account whose squared distance is at most the grown ball's squared radius. */
  add(center: number, point: number, squared: number): void {
    const { only } = this;
    if (squared <= this.squaredRadius(center, false)) only[point] = only[point] === NONE ? center : SEVERAL;
    else if (only[point] !== SEVERAL) this.misses.push(point, center);
  }

  /** The number of points in at least one ball. */
  covered(): number {
    return this.only.reduce((count, ball) => count + Number(ball !== NONE), 0);
  }

  /** Changes of the number of points covered, without each of the centers: mostly below 0. */
  async changes(pauses: Pauses): Promise<Float64Array> {
    const { only, centers } = this;
    const balls = centers.squared.length / centers.count;
    const changes = new Float64Array(balls);
    for (const ball of only) if (ball >= 0) changes[ball]!--;
    const { starts, missing } = this.missesByPoint();
    // For each center the last point that counted a gain by it, so that none counts twice.
    const counted = new Int32Array(balls).fill(-1);
    await eachInBlocks(this.points, 8 * centers.count, pauses, (point) => {
      const ball = only[point]!;
      if (ball === SEVERAL) return;
      for (let miss = starts[point]!; miss < starts[point + 1]!; miss++) {
        const first = missing[miss]! * centers.count;
        for (let rank = 0; rank < centers.count - 1; rank++) {
          const left = centers.indices[first + rank]!;
          // Of a point in one ball only that ball's center matters: if another ball grows as it goes, the point stays covered.
          if (counted[left] === point || (ball !== NONE && ball !== left)) continue;
          counted[left] = point;
          changes[left]!++;
        }
      }
    });
    return changes;
  }

  /** The misses by their points: those of point i are `missing[starts[i]]` to before `missing[starts[i + 1]]`. */
  private missesByPoint(): { starts: Int32Array; missing: Int32Array } {
    const { misses, points } = this;
    const starts = new Int32Array(points + 1);
    for (let at = 0; at < misses.length; at += 2) starts[misses[at]! + 1]!++;
    for (let point = 0; point < points; point++) starts[point + 1]! += starts[point]!;
    const next = starts.slice(0, points);
    const missing = new Int32Array(misses.length / 2);
    for (let at = 0; at < misses.length; at += 2) missing[next[misses[at]!]!++] = misses[at + 1]!;
    return { starts, missing };
  }
}
