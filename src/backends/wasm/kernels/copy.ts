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
