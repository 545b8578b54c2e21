/** The module that carries the compiled kernels: text, so that no bundler needs a setting and nothing is fetched. */
export const binaryFile = 'src/backends/wasm/module/kernels-binary.ts';

/** The text of `binaryFile`. */
export function binaryModule(binary: Uint8Array): string {
  return `// Written by \`npm run build:kernels\` from the AssemblyScript in ../assembly.

/** The compiled kernels, ${binary.length} bytes, in base64. */
export const kernelsBinary =
  '${Buffer.from(binary).toString('base64')}';
`;
}
