import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import type { Start } from './first-step';

/**
 * Gives what starts the program in a process of its own: its clock begins where the imports do. The packages stay as they are.
 *
 * @param format - whether the program is an ES module, or CommonJS that takes the packages by `require`
 */
export async function prepareNode(format: 'esm' | 'cjs'): Promise<() => Promise<Start>> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { firstStep } from './first-step';
firstStep(performance.now()).then((start) => {
  console.log(JSON.stringify(start));
  process.exit(0);
});`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    },
    packages: 'external',
    bundle: true,
    format,
    supported: { 'dynamic-import': format === 'esm' },
    write: false,
  });
  const source = outputFiles[0]!.text;
  const type = format === 'esm' ? 'module' : 'commonjs';
  return async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [`--input-type=${type}`, '-e', source]);
    return JSON.parse(stdout) as Start;
  };
}
