import { env, getBackend } from '@tensorflow/tfjs-core';

/** The floating-point numbers that a backend keeps: float16 has three digits, and ends at 65,504. */
export type Precision = 'float32' | 'float16';

/**
 * The numbers that the running backend keeps between two operations: float32, but float16 on webgl where the device
 * can't render to float32 textures (some phones). There whatever is smaller than 2⁻¹⁴ ≈ 6e-5 loses its digits or is 0.
 *
 * @returns `'float32'` or `'float16'`
 *
 * @example
 * ```ts
 * import { backendPrecision, useBackend } from 'gan-core/backends';
 * await useBackend('cpu');
 * console.log(backendPrecision()); // → float32
 * ```
 */
export function backendPrecision(): Precision {
  return getBackend() === 'webgl' && !env().getBool('WEBGL_RENDER_FLOAT32_ENABLED') ? 'float16' : 'float32';
}
