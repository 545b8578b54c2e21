/** Columns whose sums are kept in variables at once, and bytes of a row of them. */
const columns: usize = 8;
const rowBytes: usize = 64;
/** Bytes of the sums of all subsets of four rows. */
const fourBytes: usize = 16 * rowBytes;

/**
 * Sums all subsets of each four rows, in eight columns.
 *
 * @param block - eight numbers of the first row
 * @param stride - bytes from a row to the next
 * @param fours - how many times four rows
 * @param subsets - where the sums go: 16 times eight numbers for each four
 */
export function sumSubsets(block: usize, stride: usize, fours: i32, subsets: usize): void {
  for (const end = subsets + <usize>fours * fourBytes; subsets < end; subsets += fourBytes) {
    for (let size = rowBytes; size < fourBytes; size <<= 1, block += stride) {
      for (let at: usize = 0; at < size; at += 16) {
        const value = v128.load(block + (at & (rowBytes - 1)));
        v128.store(subsets + size + at, f64x2.add(v128.load(subsets + at), value));
      }
    }
  }
}

/**
 * Adds the pairs of some rows with eight columns that belong to the group of a relabeling to its sum: in the order of the plain loops,
 * so that the bits are theirs.
 *
 * @param sums - of the relabelings
 * @param subsets - of `sumSubsets`
 * @param codes - of the first relabeling
 * @param codesOfOne - from one relabeling to the next
 * @param rowCodes - how many codes the rows have
 * @param rowCode - the first of them
 * @param columnCode - that of the columns
 * @param memberships - eight numbers, 0 or 1, for each code
 * @param count - how many relabelings
 */
export function addRelabeled(
  sums: usize,
  subsets: usize,
  codes: usize,
  codesOfOne: i32,
  rowCodes: i32,
  rowCode: i32,
  columnCode: i32,
  memberships: usize,
  count: i32,
): void {
  for (let r = 0; r < count; r++) {
    let a = f64x2.splat(0);
    let b = a;
    let c = a;
    let d = a;
    let four = subsets;
    const first = codes + <usize>rowCode;
    for (let row = first; row < first + <usize>rowCodes; row++) {
      const code = <usize>load<u8>(row);
      const x = four + (code & 15) * rowBytes;
      const y = four + fourBytes + (code >> 4) * rowBytes;
      a = f64x2.add(a, f64x2.add(v128.load(x), v128.load(y)));
      b = f64x2.add(b, f64x2.add(v128.load(x, 16), v128.load(y, 16)));
      c = f64x2.add(c, f64x2.add(v128.load(x, 32), v128.load(y, 32)));
      d = f64x2.add(d, f64x2.add(v128.load(x, 48), v128.load(y, 48)));
      four += 2 * fourBytes;
    }
    const is = memberships + <usize>load<u8>(codes + <usize>columnCode) * columns * 8;
    a = f64x2.add(f64x2.mul(a, v128.load(is)), f64x2.mul(b, v128.load(is, 16)));
    c = f64x2.add(f64x2.mul(c, v128.load(is, 32)), f64x2.mul(d, v128.load(is, 48)));
    a = f64x2.add(a, c);
    const sum = f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1);
    const at = sums + ((<usize>r) << 3);
    store<f64>(at, load<f64>(at) + sum);
    codes += <usize>codesOfOne;
  }
}
