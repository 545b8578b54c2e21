import { addFloats, clearFloats } from './copy';

/** sums[segments[row]] += x[row] for rows of `length` numbers; rows of a segment that isn't there are left out. */
export function sumSegments(
  x: usize,
  segments: usize,
  sums: usize,
  rows: i32,
  length: i32,
  segmentCount: i32,
): void {
  const bytes = (<usize>length) << 2;
  clearFloats(sums, <usize>segmentCount * bytes);
  for (let row: i32 = 0; row < rows; row++, x += bytes, segments += 4) {
    const segment = load<i32>(segments);
    if (segment >= 0 && segment < segmentCount) addFloats(sums + <usize>segment * bytes, x, bytes);
  }
}
