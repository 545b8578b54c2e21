import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Builds program.ts with gan-core as it is in dist. Gives the page's files by their names. */
export async function buildPage(): Promise<ReadonlyMap<string, Uint8Array>> {
  const { outputFiles } = await build({
    entryPoints: { page: fileURLToPath(new URL('./program.ts', import.meta.url)) },
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    outdir: 'page',
    write: false,
    tsconfigRaw: '{}', // not gan-core's sources
    external: ['@tensorflow/tfjs-node', '@tensorflow/tfjs-node-gpu', 'webgpu'],
    logLevel: 'error',
  });
  return new Map(outputFiles.map(({ path, contents }) => [`/${basename(path)}`, contents]));
}
