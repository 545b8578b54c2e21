import { fromBase64 } from './from-base64';

/** The part of Node's zlib that is needed. */
interface Zlib {
  inflateRawSync(bytes: Uint8Array): Uint8Array;
}

/** The WebAssembly that a module of the build carries: deflated, in base64. */
export async function inflatedBinary(base64: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = fromBase64(base64);
  try {
    // Without an import, which bundlers of pages would have to be told of. In Node a stream takes some ten times as long.
    const { process } = globalThis as { process?: { getBuiltinModule?(name: string): Zlib } };
    const zlib = process?.getBuiltinModule?.('zlib');
    if (zlib) return new Uint8Array(zlib.inflateRawSync(bytes));
    const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    const binary = new Uint8Array(await new Response(inflated).arrayBuffer());
    if (binary[1] === 97) return binary; // the a of \0asm
  } catch {}
  const { inflate } = await import('./inflate'); // old engines, and those that only imitate a page
  return inflate(bytes);
}
