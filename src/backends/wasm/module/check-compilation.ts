import { BackendError } from '../../../errors';

/** The smallest module there is: its name and the version of the format. */
const emptyModule = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

/**
 * Compiles an empty module, which fails only where a page's Content-Security-Policy forbids WebAssembly. tfjs doesn't say
 * so: its start then never ends.
 *
 * @throws BackendError naming the directive to add
 */
export function checkCompilation(): void {
  try {
    new WebAssembly.Module(emptyModule);
  } catch (cause) {
    throw new BackendError(
      'wasm',
      "the page's Content-Security-Policy forbids WebAssembly. Add 'wasm-unsafe-eval' to its script-src, or take backend 'webgl' or 'cpu'.",
      { cause },
    );
  }
}
