import { fromBase64 } from './from-base64';
import { inflate } from './inflate';

/** The WebAssembly that a module of the build carries: deflated, in base64. */
export function inflatedBinary(base64: string): Uint8Array<ArrayBuffer> {
  return inflate(fromBase64(base64));
}
