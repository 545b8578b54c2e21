import { inflate } from './inflate';

/** The WebAssembly that a module of the build carries: deflated, in base64. */
export function inflatedBinary(base64: string): Uint8Array<ArrayBuffer> {
  return inflate(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
}
