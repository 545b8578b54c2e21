/** Copies bytes that are whole numbers of float32: faster than memory.copy for the short runs of a patch. */
export function copyFloats(target: usize, source: usize, bytes: usize): void {
  const end = target + bytes;
  for (const last = target + (bytes & ~63); target < last; target += 64, source += 64) {
    v128.store(target, v128.load(source));
    v128.store(target, v128.load(source, 16), 16);
    v128.store(target, v128.load(source, 32), 32);
    v128.store(target, v128.load(source, 48), 48);
  }
  for (const last = target + ((end - target) & ~15); target < last; target += 16, source += 16)
    v128.store(target, v128.load(source));
  for (; target < end; target += 4, source += 4) store<f32>(target, load<f32>(source));
}

export function clearFloats(target: usize, bytes: usize): void {
  const end = target + bytes;
  for (const last = target + (bytes & ~15); target < last; target += 16) v128.store(target, f32x4.splat(0));
  for (; target < end; target += 4) store<f32>(target, 0);
}

/** target += source */
export function addFloats(target: usize, source: usize, bytes: usize): void {
  const end = target + bytes;
  for (const last = target + (bytes & ~63); target < last; target += 64, source += 64) {
    v128.store(target, f32x4.add(v128.load(target), v128.load(source)));
    v128.store(target, f32x4.add(v128.load(target, 16), v128.load(source, 16)), 16);
    v128.store(target, f32x4.add(v128.load(target, 32), v128.load(source, 32)), 32);
    v128.store(target, f32x4.add(v128.load(target, 48), v128.load(source, 48)), 48);
  }
  for (const last = target + ((end - target) & ~15); target < last; target += 16, source += 16)
    v128.store(target, f32x4.add(v128.load(target), v128.load(source)));
  for (; target < end; target += 4, source += 4) store<f32>(target, load<f32>(target) + load<f32>(source));
}

/** target += factor·source */
export function addMultiple(target: usize, source: usize, factor: f32, bytes: usize): void {
  const end = target + bytes;
  const factors = f32x4.splat(factor);
  for (const last = target + (bytes & ~31); target < last; target += 32, source += 32) {
    const more = f32x4.mul(v128.load(source, 16), factors);
    v128.store(target, f32x4.add(v128.load(target), f32x4.mul(v128.load(source), factors)));
    v128.store(target, f32x4.add(v128.load(target, 16), more), 16);
  }
  for (const last = target + ((end - target) & ~15); target < last; target += 16, source += 16)
    v128.store(target, f32x4.add(v128.load(target), f32x4.mul(v128.load(source), factors)));
  for (; target < end; target += 4, source += 4)
    store<f32>(target, load<f32>(target) + load<f32>(source) * factor);
}
