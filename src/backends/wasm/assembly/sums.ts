/** Rows that are summed before the sum is added to the total: a long sum then loses fewer digits. */
const block: i32 = 128;

/**
 * y = scale·Σ x over the middle one of three dimensions: outer x count x inner. Sums a block of rows at a time, in four
 * columns per vector.
 */
export function sum(x: usize, y: usize, outer: i32, count: i32, inner: i32, scale: f32): void {
  if (inner === 1) {
    for (let row: i32 = 0; row < outer; row++, x += (<usize>count) << 2, y += 4)
      store<f32>(y, sumOfRow(x, count) * scale);
    return;
  }
  const rowBytes = (<usize>inner) << 2;
  for (let group: i32 = 0; group < outer; group++, y += rowBytes) {
    for (let at: usize = 0; at < rowBytes; at += 4) store<f32>(y + at, 0);
    for (let row: i32 = 0; row < count; row += block) {
      const rows = min(block, count - row);
      addColumns(x, y, rows, rowBytes);
      x += <usize>rows * rowBytes;
    }
    for (let at: usize = 0; at < rowBytes; at += 4) store<f32>(y + at, load<f32>(y + at) * scale);
  }
}

/** y += Σ of the rows */
function addColumns(x: usize, y: usize, rows: i32, rowBytes: usize): void {
  const size = <usize>rows * rowBytes;
  let at: usize = 0;
  for (; at + 64 <= rowBytes; at += 64) {
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    for (let row = x + at; row < x + size; row += rowBytes) {
      s0 = f32x4.add(s0, v128.load(row));
      s1 = f32x4.add(s1, v128.load(row, 16));
      s2 = f32x4.add(s2, v128.load(row, 32));
      s3 = f32x4.add(s3, v128.load(row, 48));
    }
    const target = y + at;
    v128.store(target, f32x4.add(v128.load(target), s0));
    v128.store(target, f32x4.add(v128.load(target, 16), s1), 16);
    v128.store(target, f32x4.add(v128.load(target, 32), s2), 32);
    v128.store(target, f32x4.add(v128.load(target, 48), s3), 48);
  }
  for (; at + 16 <= rowBytes; at += 16) {
    let s = f32x4.splat(0);
    for (let row = x + at; row < x + size; row += rowBytes) s = f32x4.add(s, v128.load(row));
    v128.store(y + at, f32x4.add(v128.load(y + at), s));
  }
  for (; at < rowBytes; at += 4) {
    let s: f32 = 0;
    for (let row = x + at; row < x + size; row += rowBytes) s += load<f32>(row);
    store<f32>(y + at, load<f32>(y + at) + s);
  }
}

/** Σ x over `count` numbers. */
export function sumOfRow(x: usize, count: i32): f32 {
  let total: f32 = 0;
  for (let start: i32 = 0; start < count; start += 16 * block) {
    const length = min(16 * block, count - start);
    const end = x + ((<usize>length) << 2);
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    for (const last = x + ((<usize>(length & ~15)) << 2); x < last; x += 64) {
      s0 = f32x4.add(s0, v128.load(x));
      s1 = f32x4.add(s1, v128.load(x, 16));
      s2 = f32x4.add(s2, v128.load(x, 32));
      s3 = f32x4.add(s3, v128.load(x, 48));
    }
    const s = f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3));
    let part = f32x4.extract_lane(s, 0) + f32x4.extract_lane(s, 1);
    part += f32x4.extract_lane(s, 2) + f32x4.extract_lane(s, 3);
    for (; x < end; x += 4) part += load<f32>(x);
    total += part;
  }
  return total;
}
