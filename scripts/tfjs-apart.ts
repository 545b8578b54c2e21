import { createRequire } from 'node:module';
import type { Plugin } from 'esbuild';

/**
 * Leaves tfjs out of a bundle that is weighed, and has it imported once, as by an app that bundles it: with tfjs external,
 * esbuild would repeat an import of it for each file of gan-core.
 */
export function tfjsApart(): Plugin {
  const load = createRequire(import.meta.url);
  return {
    name: 'tfjs-apart',
    setup(build) {
      build.onResolve({ filter: /^(@tensorflow\/|webgpu$)/ }, ({ path, kind, namespace }) =>
        namespace === 'tfjs' || kind === 'dynamic-import' || !/^@tensorflow\/tfjs-(core|layers)$/.test(path)
          ? { path, external: true }
          : { path, namespace: 'tfjs', sideEffects: false },
      );
      build.onLoad({ filter: /./, namespace: 'tfjs' }, ({ path }) => ({
        contents: `export { ${Object.keys(load(path)).join(', ')} } from '${path}';`,
      }));
    },
  };
}
