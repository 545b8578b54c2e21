/**
 * Computes the products of four rows and some tiles of three columns of packed numbers. Most of the time of a search in plain loops goes
 * by here. Twelve sums at a time are what a processor's registers hold; V8 neither
 * makes SIMD of it nor fuses the multiplication with the addition, which is why each number carries several points.
 *
 * @param rows - numbers of rows, four by four
 * @param rowAt - where the four begin
 * @param columns - numbers of columns, three by three
 * @param columnAt - where the first three begin
 * @param tiles - how many times three columns
 * @param dimension - how many numbers of each
 * @param sums - gets the products, twelve a tile, row by row
 */
export function packedProducts(
  rows: Float64Array,
  rowAt: number,
  columns: Float64Array,
  columnAt: number,
  tiles: number,
  dimension: number,
  sums: Float64Array,
): void {
  const end = rowAt + 4 * dimension;
  let at = columnAt;
  for (let tile = 0; tile < tiles; tile++) {
    let a0 = 0;
    let a1 = 0;
    let a2 = 0;
    let b0 = 0;
    let b1 = 0;
    let b2 = 0;
    let c0 = 0;
    let c1 = 0;
    let c2 = 0;
    let d0 = 0;
    let d1 = 0;
    let d2 = 0;
    for (let row = rowAt; row < end; row += 4) {
      const x = columns[at]!;
      const y = columns[at + 1]!;
      const z = columns[at + 2]!;
      at += 3;
      const a = rows[row]!;
      a0 += a * x;
      a1 += a * y;
      a2 += a * z;
      const b = rows[row + 1]!;
      b0 += b * x;
      b1 += b * y;
      b2 += b * z;
      const c = rows[row + 2]!;
      c0 += c * x;
      c1 += c * y;
      c2 += c * z;
      const d = rows[row + 3]!;
      d0 += d * x;
      d1 += d * y;
      d2 += d * z;
    }
    const to = 12 * tile;
    sums[to] = a0;
    sums[to + 1] = a1;
    sums[to + 2] = a2;
    sums[to + 3] = b0;
    sums[to + 4] = b1;
    sums[to + 5] = b2;
    sums[to + 6] = c0;
    sums[to + 7] = c1;
    sums[to + 8] = c2;
    sums[to + 9] = d0;
    sums[to + 10] = d1;
    sums[to + 11] = d2;
  }
}
