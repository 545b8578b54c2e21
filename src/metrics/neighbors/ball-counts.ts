import type { NearestPoints } from '../../estimators/parts';
import { eachInBlocks, type Pauses } from '../../scheduling';

/**
 * Counts the points in each ball and the balls about each point, and tells how these would change without one of either: for
 * the jackknife. The ball about a center reaches to its k-th nearest other center, without what lies at exactly that
 * distance. Without one of its k nearest it reaches to the next one.
 */
export class BallCounts {
  /** Number of balls that hold each point. */
  readonly ballsOfPoint: Float64Array;
  /** Number of points that each ball holds, and that it would hold once it has grown. */
  private readonly inside: Float64Array;
  private readonly insideGrown: Float64Array;
  /** A point in each ball: where it is the only one, that one. */
  private readonly anyInside: Int32Array;
  private readonly balls: number;

  /**
   * @param centers - of each center the k + 1 nearest others
   * @param points - how many points there are
   */
  constructor(
    private readonly centers: NearestPoints,
    points: number,
  ) {
    this.balls = centers.squared.length / centers.count;
    this.ballsOfPoint = new Float64Array(points);
    this.inside = new Float64Array(this.balls);
    this.insideGrown = new Float64Array(this.balls);
    this.anyInside = new Int32Array(this.balls);
  }

  /** The squared distance to the k-th nearest other center; of the ball once it has grown, to the next one. */
  squaredRadius(center: number, grown: boolean): number {
    const { squared, count } = this.centers;
    return squared[center * count + count - (grown ? 1 : 2)]!;
  }

  /** Takes a pair into account whose squared distance is at most the grown ball's squared radius. */
  add(center: number, point: number, squared: number): void {
    if (squared < this.squaredRadius(center, true)) this.insideGrown[center]!++;
    if (squared >= this.squaredRadius(center, false)) return;
    this.inside[center]!++;
    this.anyInside[center] = point;
    this.ballsOfPoint[point]!++;
  }

  /** Changes of the number of pairs of a point and a ball, without each of the centers. */
  countChanges(): Float64Array {
    const changes = this.inside.map((count) => -count);
    this.eachNeighbor((ball, neighbor) => {
      changes[neighbor]! += this.insideGrown[ball]! - this.inside[ball]!;
    });
    return changes;
  }

  /** The number of balls that hold a point. */
  coveredCenters(): number {
    return this.inside.reduce((count, inside) => count + Number(inside > 0), 0);
  }

  /** The share of balls that hold a point without each of the centers. */
  coveredWithoutCenter(covered: number): Float64Array {
    const without = this.inside.map((inside) => covered - Number(inside > 0));
    this.eachNeighbor((ball, neighbor) => {
      if (this.inside[ball] === 0 && this.insideGrown[ball]! > 0) without[neighbor]!++;
    });
    return without.map((count) => count / (this.balls - 1));
  }

  /** Number of balls that hold each point and no other. */
  async lostWithoutPoint(pauses: Pauses): Promise<Float64Array> {
    const lost = new Float64Array(this.ballsOfPoint.length);
    await eachInBlocks(this.balls, 4, pauses, (ball) => {
      if (this.inside[ball] === 1) lost[this.anyInside[ball]!]!++;
    });
    return lost;
  }

  /** Each ball with each center that it grows without. */
  private eachNeighbor(visit: (ball: number, neighbor: number) => void): void {
    const { count, indices } = this.centers;
    for (let ball = 0; ball < this.balls; ball++)
      for (let rank = 0; rank < count - 1; rank++) visit(ball, indices[ball * count + rank]!);
  }
}
