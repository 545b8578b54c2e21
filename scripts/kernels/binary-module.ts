import zopfli from '@gfx/zopfli';
import type { KernelTarget } from './targets';

/** The kernels as a module carries them: in a twentieth less than by zlib. */
export async function compressed(binary: Uint8Array): Promise<string> {
  return Buffer.from(await zopfli.deflateAsync(binary, { numiterations: 30 })).toString('base64');
}

/** The text of the file that carries the binary. */
export function binaryModule({ assembly }: KernelTarget, binary: Uint8Array, text: string): string {
  return `// Written by \`npm run build:kernels\` from the AssemblyScript in ${assembly}.

/** The compiled kernels, ${binary.length} bytes, deflated to a third of that, in base64. */
export const kernelsBinary =
  '${text}';
`;
}
