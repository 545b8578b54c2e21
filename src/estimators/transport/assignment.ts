import type { Pauses } from '../../scheduling';

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
 * @param cost - the matrix's rows
 * @param pauses - taken along paths, and between them
 * @returns the pairing
 */
export async function solveAssignment(cost: readonly Float64Array[], pauses: Pauses): Promise<Assignment> {
  const size = cost.length;
  const columnOf = new Int32Array(size).fill(-1);
  const rowOf = new Int32Array(size).fill(-1);
  const v = new Float64Array(size);
  await reduceColumns(cost, v, columnOf, rowOf, pauses);
  // Cheap passes that pair most of the rows, so that few are left for the search.
  for (let pass = 0; pass < 4; pass++) {
    for (let row = 0; row < size; row++) {
      if (pauses.due()) await pauses.take();
      if (columnOf[row] === -1) reduceRow(cost[row]!, row, v, columnOf, rowOf);
    }
  }
  const search = new ShortestPath(cost, v, columnOf, rowOf);
  for (let row = 0; row < size; row++) {
    if (pauses.due()) await pauses.take();
    if (columnOf[row] === -1) await search.augment(row, pauses);
  }
  const u = new Float64Array(size);
  for (let row = 0; row < size; row++) u[row] = cost[row]![columnOf[row]!]! - v[columnOf[row]!]!;
  return { columnOf, rowPotentials: u, columnPotentials: v };
}

/** Lets each column start at its cheapest row, and pairs the two where that row is still free. */
async function reduceColumns(
  cost: readonly Float64Array[],
  v: Float64Array,
  columnOf: Int32Array,
  rowOf: Int32Array,
  pauses: Pauses,
): Promise<void> {
  const size = cost.length;
  const cheapest = new Int32Array(size);
  v.fill(Infinity);
  for (const [row, costs] of cost.entries()) {
    if (pauses.due()) await pauses.take();
    for (let column = 0; column < size; column++) {
      if (costs[column]! < v[column]!) {
        v[column] = costs[column]!;
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
  costs: Float64Array,
  row: number,
  v: Float64Array,
  columnOf: Int32Array,
  rowOf: Int32Array,
): void {
  let best = Infinity;
  let second = Infinity;
  let column = -1;
  for (let j = 0; j < v.length; j++) {
    const reduced = costs[j]! - v[j]!;
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
    private readonly cost: readonly Float64Array[],
    private readonly v: Float64Array,
    private readonly columnOf: Int32Array,
    private readonly rowOf: Int32Array,
  ) {
    this.distance = new Float64Array(cost.length);
    this.previousRow = new Int32Array(cost.length);
    this.columns = Int32Array.from(cost.keys());
  }

  async augment(freeRow: number, pauses: Pauses): Promise<void> {
    const { cost, v, distance, previousRow, columns, rowOf } = this;
    const size = cost.length;
    const fromFree = cost[freeRow]!;
    for (let column = 0; column < size; column++) distance[column] = fromFree[column]! - v[column]!;
    previousRow.fill(freeRow);
    let final = 0;
    let nearest = this.takeNearest(final);
    while (rowOf[nearest] !== -1) {
      if (pauses.due()) await pauses.take();
      final++;
      const row = rowOf[nearest]!;
      const costs = cost[row]!;
      const through = costs[nearest]! - v[nearest]! - distance[nearest]!;
      for (let position = final; position < size; position++) {
        const column = columns[position]!;
        const candidate = costs[column]! - v[column]! - through;
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
    const { distance, columns } = this;
    let at = from;
    for (let position = from + 1; position < columns.length; position++) {
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
