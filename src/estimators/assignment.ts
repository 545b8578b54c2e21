import type { Pauses } from '../scheduling';

/** A cheapest pairing of rows with columns. */
export interface Assignment {
  /** The column of each row. */
  readonly columnOf: Int32Array;
  /** Dual solution: rowPotentials[i] + columnPotentials[j] ≤ cost[i, j], with equality where they are paired. */
  readonly rowPotentials: Float64Array;
  readonly columnPotentials: Float64Array;
}

/**
 * Pairs each row of a square matrix with a column of its own at the least total cost: shortest augmenting paths, in O(n³)
 * (Jonker & Volgenant 1987, "A Shortest Augmenting Path Algorithm for Dense and Sparse Linear Assignment Problems").
 *
 * @param cost - the matrix, row after row
 * @param size - its side
 * @param pauses - taken along paths, and between them
 * @returns the pairing
 */
export async function solveAssignment(cost: Float64Array, size: number, pauses: Pauses): Promise<Assignment> {
  const columnOf = new Int32Array(size).fill(-1);
  const rowOf = new Int32Array(size).fill(-1);
  const v = new Float64Array(size);
  reduceColumns(cost, size, v, columnOf, rowOf);
  // Cheap passes that pair most of the rows, so that few are left for the search.
  for (let pass = 0; pass < 4; pass++) {
    for (let row = 0; row < size; row++) {
      if (pauses.due()) await pauses.take();
      if (columnOf[row] === -1) reduceRow(cost, size, row, v, columnOf, rowOf);
    }
  }
  const search = new ShortestPath(cost, size, v, columnOf, rowOf);
  for (let row = 0; row < size; row++) {
    if (pauses.due()) await pauses.take();
    if (columnOf[row] === -1) await search.augment(row, pauses);
  }
  const u = new Float64Array(size);
  for (let row = 0; row < size; row++) u[row] = cost[row * size + columnOf[row]!]! - v[columnOf[row]!]!;
  return { columnOf, rowPotentials: u, columnPotentials: v };
}

/** Lets each column start at its cheapest row, and pairs the two where that row is still free. */
function reduceColumns(
  cost: Float64Array,
  size: number,
  v: Float64Array,
  columnOf: Int32Array,
  rowOf: Int32Array,
): void {
  const cheapest = new Int32Array(size);
  v.set(cost.subarray(0, size));
  for (let row = 1; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (cost[row * size + column]! < v[column]!) {
        v[column] = cost[row * size + column]!;
        cheapest[column] = row;
      }
    }
  }
  for (let column = 0; column < size; column++) {
    const row = cheapest[column]!;
    if (columnOf[row] !== -1) continue;
    columnOf[row] = column;
    rowOf[column] = row;
  }
}

/** Gives a free row its best column, which then costs others as much more as the second best would cost this one. */
function reduceRow(
  cost: Float64Array,
  size: number,
  row: number,
  v: Float64Array,
  columnOf: Int32Array,
  rowOf: Int32Array,
): void {
  let best = Infinity;
  let second = Infinity;
  let column = -1;
  for (let j = 0; j < size; j++) {
    const reduced = cost[row * size + j]! - v[j]!;
    if (reduced < best) {
      second = best;
      best = reduced;
      column = j;
    } else if (reduced < second) second = reduced;
  }
  const previous = rowOf[column]!;
  if (!(best < second) && previous !== -1) return;
  if (second < Infinity) v[column]! -= second - best;
  if (previous !== -1) columnOf[previous] = -1;
  rowOf[column] = row;
  columnOf[row] = column;
}

/** Dijkstra's search from a free row to the nearest free column, over reduced costs. */
class ShortestPath {
  private readonly distance: Float64Array;
  private readonly previousRow: Int32Array;
  /** The columns, first those whose distance is final. */
  private readonly columns: Int32Array;

  constructor(
    private readonly cost: Float64Array,
    private readonly size: number,
    private readonly v: Float64Array,
    private readonly columnOf: Int32Array,
    private readonly rowOf: Int32Array,
  ) {
    this.distance = new Float64Array(size);
    this.previousRow = new Int32Array(size);
    this.columns = Int32Array.from({ length: size }, (_, column) => column);
  }

  async augment(freeRow: number, pauses: Pauses): Promise<void> {
    const { cost, size, v, distance, previousRow, columns, rowOf } = this;
    for (let column = 0; column < size; column++) {
      distance[column] = cost[freeRow * size + column]! - v[column]!;
    }
    previousRow.fill(freeRow);
    let final = 0;
    let nearest = this.takeNearest(final);
    while (rowOf[nearest] !== -1) {
      if (pauses.due()) await pauses.take();
      final++;
      const row = rowOf[nearest]!;
      const base = row * size;
      const through = cost[base + nearest]! - v[nearest]! - distance[nearest]!;
      for (let position = final; position < size; position++) {
        const column = columns[position]!;
        const candidate = cost[base + column]! - v[column]! - through;
        if (candidate < distance[column]!) {
          distance[column] = candidate;
          previousRow[column] = row;
        }
      }
      nearest = this.takeNearest(final);
    }
    const length = distance[nearest]!;
    for (let position = 0; position < final; position++) {
      const column = columns[position]!;
      v[column]! += distance[column]! - length;
    }
    this.pairAlongPath(nearest, freeRow);
  }

  /** Moves the nearest of the columns from `from` on there, and gives it. */
  private takeNearest(from: number): number {
    const { distance, columns, size } = this;
    let at = from;
    for (let position = from + 1; position < size; position++) {
      if (distance[columns[position]!]! < distance[columns[at]!]!) at = position;
    }
    const nearest = columns[at]!;
    columns[at] = columns[from]!;
    columns[from] = nearest;
    return nearest;
  }

  private pairAlongPath(last: number, freeRow: number): void {
    for (let column = last; ; ) {
      const row = this.previousRow[column]!;
      const next = this.columnOf[row]!;
      this.rowOf[column] = row;
      this.columnOf[row] = column;
      if (row === freeRow) return;
      column = next;
    }
  }
}
