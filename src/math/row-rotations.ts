/** Rotations that are gathered before they are applied. */
const CAPACITY = 1 << 14;
/** Columns that are turned together: they stay in the cache for all gathered rotations. */
const COLUMNS = 64;

/**
 * Plane rotations of neighboring rows of a square matrix, gathered and then applied some columns at a time: one by one, each
 * would pass over memory that the one before has just left.
 */
export class RowRotations {
  private readonly places = new Int32Array(CAPACITY);
  private readonly cosines = new Float64Array(CAPACITY);
  private readonly sines = new Float64Array(CAPACITY);
  private count = 0;

  /**
   * @param rows - the matrix, changed in place
   * @param size - its number of rows; 0 where nothing is to be turned
   */
  constructor(
    private readonly rows: Float64Array,
    private readonly size: number,
  ) {}

  /** Whether the next sweep over all rows might not find place. */
  get isFull(): boolean {
    return this.count + this.size > CAPACITY;
  }

  /** Adds the rotation of the rows `place` and `place + 1`. */
  add(place: number, cosine: number, sine: number): void {
    if (this.size === 0) return;
    if (this.count === CAPACITY) this.applyAll();
    this.places[this.count] = place;
    this.cosines[this.count] = cosine;
    this.sines[this.count] = sine;
    this.count++;
  }

  /** Applies what was gathered. */
  *applySteps(): Generator<void, void> {
    for (let column = 0; column < this.size; column += COLUMNS) {
      this.applyTo(column, Math.min(column + COLUMNS, this.size));
      yield;
    }
    this.count = 0;
  }

  private applyAll(): void {
    for (let column = 0; column < this.size; column += COLUMNS)
      this.applyTo(column, Math.min(column + COLUMNS, this.size));
    this.count = 0;
  }

  private applyTo(from: number, to: number): void {
    const { rows, size, places, cosines, sines } = this;
    for (let index = 0; index < this.count; index++) {
      const cosine = cosines[index]!;
      const sine = sines[index]!;
      const start = places[index]! * size;
      const end = start + to;
      for (let at = start + from; at < end; at++) {
        const upper = rows[at]!;
        const lower = rows[at + size]!;
        rows[at + size] = sine * upper + cosine * lower;
        rows[at] = cosine * upper - sine * lower;
      }
    }
  }
}
