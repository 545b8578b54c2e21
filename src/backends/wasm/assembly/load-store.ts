/** An address so many bytes on; 0, which stands for zeros, stays 0. */
export function offsetBy(address: usize, bytes: usize): usize {
  return address === 0 ? 0 : address + bytes;
}

/** The next four numbers, or those that `bytes` holds of them and then zeros. */
export function loadPart(x: usize, bytes: usize): v128 {
  return bytes >= 16 ? v128.load(x) : loadRest(x, bytes);
}

/** Stores four numbers, or as many of them as `bytes` holds. */
export function storePart(y: usize, bytes: usize, values: v128): void {
  if (bytes >= 16) v128.store(y, values);
  else storeRest(y, bytes, values);
}

function loadRest(x: usize, bytes: usize): v128 {
  let rest = f32x4.splat(0);
  for (let at: usize = 0; at < 16; at += 4) {
    const next: f32 = at < bytes ? load<f32>(x + at) : 0;
    rest = v128.shuffle<f32>(rest, f32x4.splat(next), 1, 2, 3, 4);
  }
  return rest;
}

function storeRest(y: usize, bytes: usize, values: v128): void {
  for (const end = y + bytes; y < end; y += 4) {
    store<f32>(y, f32x4.extract_lane(values, 0));
    values = v128.shuffle<f32>(values, values, 1, 2, 3, 0);
  }
}
