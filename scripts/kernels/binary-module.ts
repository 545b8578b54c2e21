import { deflateRawSync } from 'node:zlib';
import type { KernelTarget } from './targets';

/** The kernels as a module carries them. Other versions of Node may compress otherwise, to the same binary. */
function compressed(binary: Uint8Array): string {
  return deflateRawSync(binary, { level: 9 }).toString('base64');
}

/** The text of the file that carries the binary. */
export function binaryModule(
  { assembly }: KernelTarget,
  binary: Uint8Array,
  text = compressed(binary),
): string {
  return `// Written by \`npm run build:kernels\` from the AssemblyScript in ${assembly}.

/** The compiled kernels, ${binary.length} bytes, deflated to a third of that, in base64. */
export const kernelsBinary =
  '${text}';
`;
}
