/**
 * y = (x − mean)·scale/√(variance + ε) + offset for rows of `columns` numbers, each column with its own; scale at address 0
 * is 1, offset 0. The workspace holds one number a column.
 */
export function batchNorm(
  x: usize,
  y: usize,
  rows: i32,
  columns: i32,
  mean: usize,
  variance: usize,
  scale: usize,
  offset: usize,
  epsilon: f32,
  workspace: usize,
): void {
  const bytes = (<usize>columns) << 2;
  for (let at: usize = 0; at < bytes; at += 4) {
    const factor: f32 = scale ? load<f32>(scale + at) : 1;
    store<f32>(workspace + at, factor / sqrt<f32>(load<f32>(variance + at) + epsilon));
  }
  const zero = f32x4.splat(0);
  for (let row: i32 = 0; row < rows; row++, x += bytes, y += bytes) {
    let at: usize = 0;
    for (; at + 16 <= bytes; at += 16) {
      const centered = f32x4.sub(v128.load(x + at), v128.load(mean + at));
      const shift = offset ? v128.load(offset + at) : zero;
      v128.store(y + at, f32x4.add(f32x4.mul(centered, v128.load(workspace + at)), shift));
    }
    for (; at < bytes; at += 4) {
      const shift: f32 = offset ? load<f32>(offset + at) : 0;
      const centered = load<f32>(x + at) - load<f32>(mean + at);
      store<f32>(y + at, centered * load<f32>(workspace + at) + shift);
    }
  }
}
