import { drawNext, type Random } from '../../random';

/** Enough to know a variance to some per cent. */
const MOST = 1024;

/** Rows drawn at random from all that came by, each as likely as any other. An error is told from them. */
export class KeptRows {
  private rows: Float64Array[] = [];
  /** Number of rows that came by. */
  private seen = 0;
  /** Whether some came as moments only: what is kept then stands for nothing. */
  private isBlind = false;

  constructor(readonly dimension: number) {}

  /** Those kept, one after the other; none where some rows were never seen. */
  values(): Float64Array {
    if (this.isBlind) return new Float64Array(0);
    const values = new Float64Array(this.rows.length * this.dimension);
    this.rows.forEach((row, index) => {
      values.set(row, index * this.dimension);
    });
    return values;
  }

  /** Looks at a row (Vitter 1985, "Random Sampling with a Reservoir": algorithm R). */
  add(row: Float64Array, random: Random): void {
    this.seen++;
    if (this.rows.length < MOST) this.rows.push(row.slice());
    else {
      const place = random.integer(this.seen);
      if (place < MOST) this.rows[place]!.set(row);
    }
  }

  /** Takes the rows that were kept of `seen` as its own. */
  take(rows: Float64Array[], seen: number): void {
    this.rows = rows;
    this.seen = seen;
    this.isBlind = rows.length < Math.min(seen, MOST);
  }

  /** Keeps of both sides' rows as if all of them had come by here. */
  merge(other: KeptRows, random: Random): void {
    const [own, others] = [poolOf(this.rows, this.seen), poolOf(other.rows, other.seen)];
    const isBlind = this.isBlind || other.isBlind;
    const wanted = isBlind ? 0 : Math.min(MOST, this.rows.length + other.rows.length);
    const drawn = Array.from({ length: wanted }, () => {
      const pool = random.next() * (own.left + others.left) < own.left ? own : others;
      pool.left--;
      return pool.rows[drawNext(pool.order, pool.drawn++, random)]!.slice();
    });
    this.take(drawn, this.seen + other.seen);
  }
}

function poolOf(rows: readonly Float64Array[], seen: number): Pool {
  return { rows, left: seen, order: Uint32Array.from(rows.keys()), drawn: 0 };
}

interface Pool {
  readonly rows: readonly Float64Array[];
  left: number;
  readonly order: Uint32Array;
  drawn: number;
}
