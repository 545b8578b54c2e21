/** Logarithms so far below the largest add nothing that float64 could hold. */
const NEGLIGIBLE = -40;

/** Sums of exponentials by their logarithms, of many at once, to which terms come bit by bit. */
export class LogSums {
  private readonly most: Float64Array;
  /** Sums of exp(log − most). */
  private readonly sums: Float64Array;

  /** Sums of no terms: their logarithms are −∞. */
  constructor(count: number) {
    this.most = new Float64Array(count).fill(-Infinity);
    this.sums = new Float64Array(count);
  }

  /** Adds exp of the first so many logarithms to one of the sums. */
  add(place: number, logs: Float64Array, count: number): void {
    const before = this.most[place]!;
    let most = before;
    for (let index = 0; index < count; index++) if (logs[index]! > most) most = logs[index]!;
    if (most === -Infinity) return;
    let sum = most === before ? this.sums[place]! : this.sums[place]! * Math.exp(before - most);
    for (let index = 0; index < count; index++) {
      const below = logs[index]! - most;
      if (below > NEGLIGIBLE) sum += Math.exp(below);
    }
    this.most[place] = most;
    this.sums[place] = sum;
  }

  /** The logarithm of one of the sums. */
  of(place: number): number {
    return this.most[place]! + Math.log(this.sums[place]!);
  }
}
