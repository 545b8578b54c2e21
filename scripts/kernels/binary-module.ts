import { deflateRawSync } from 'node:zlib';

/** The module that carries the compiled kernels: text, so that no bundler needs a setting and nothing is fetched. */
export const binaryFile = 'src/backends/wasm/module/kernels-binary.ts';

/** The kernels as `binaryFile` carries them. Other versions of Node may compress otherwise, to the same binary. */
function compressed(binary: Uint8Array): string {
  return deflateRawSync(binary, { level: 9 }).toString('base64');
}

/** The text of `binaryFile`. */
export function binaryModule(binary: Uint8Array, text = compressed(binary)): string {
  return `// Written by \`npm run build:kernels\` from the AssemblyScript in ../assembly.

/** The compiled kernels, ${binary.length} bytes, deflated to a third of that, in base64. */
export const kernelsBinary =
  '${text}';
`;
}
