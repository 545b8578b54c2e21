import zopfli from '@gfx/zopfli';

/** The module that carries the compiled kernels: text, so that no bundler needs a setting and nothing is fetched. */
export const binaryFile = 'src/backends/wasm/module/kernels-binary.ts';

/** The kernels as `binaryFile` carries them: in a twentieth less than by zlib. */
export async function compressed(binary: Uint8Array): Promise<string> {
  return Buffer.from(await zopfli.deflateAsync(binary, { numiterations: 30 })).toString('base64');
}

/** The text of `binaryFile`. */
export function binaryModule(binary: Uint8Array, text: string): string {
  return `// Written by \`npm run build:kernels\` from the AssemblyScript in ../assembly.

/** The compiled kernels, ${binary.length} bytes, deflated to a third of that, in base64. */
export const kernelsBinary =
  '${text}';
`;
}
