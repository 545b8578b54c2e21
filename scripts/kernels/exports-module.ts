import { formatted } from './formatted';
import type { KernelTarget } from './targets';

/**
 * The text of the file that has the signatures.
 *
 * @param declarations - what AssemblyScript declares: a namespace of functions
 */
export function exportsModule(
  { exportsFile, exports, description, assembly }: KernelTarget,
  declarations: string,
): string {
  const functions = [...declarations.matchAll(/export function (\w+\(.*\): \w+;)$/gm)];
  const members = functions.map(([, signature]) => `  ${signature}`);
  return formatted(
    exportsFile,
    `// Written by \`npm run build:kernels\` from the AssemblyScript in ${assembly}, which describes each kernel.

/** ${description} */
export interface ${exports} {
${members.join('\n')}
}
`,
  );
}
