import { formatted } from './formatted';

/** The module that tells TypeScript how the compiled kernels are called. */
export const exportsFile = 'src/backends/wasm/module/kernel-exports.ts';

/**
 * The text of `exportsFile`.
 *
 * @param declarations - what AssemblyScript declares: a namespace of functions
 */
export function exportsModule(declarations: string): string {
  const functions = [...declarations.matchAll(/export function (\w+\(.*\): \w+;)$/gm)];
  const members = functions.map(([, signature]) => `  ${signature}`);
  return formatted(
    exportsFile,
    `// Written by \`npm run build:kernels\` from the AssemblyScript in ../assembly, which describes each kernel.

/** The compiled kernels. Addresses are bytes in tfjs's memory. */
export interface SimdKernels {
${members.join('\n')}
}
`,
  );
}
