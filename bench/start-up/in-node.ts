import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import type { Start } from './first-step';

/** Gives what starts the program in a process of its own: its clock begins where the imports do. The packages stay as they are. */
export async function prepareNode(): Promise<() => Promise<Start>> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./first-step.ts', import.meta.url))],
    packages: 'external',
    bundle: true,
    format: 'esm',
    write: false,
  });
  const source = `${outputFiles[0]!.text}
console.log(JSON.stringify(await firstStep(performance.now())));
process.exit(0);`;
  return async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', source]);
    return JSON.parse(stdout) as Start;
  };
}
