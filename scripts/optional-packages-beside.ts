import type { Plugin } from 'esbuild';

/**
 * Leaves src/backends/optional-packages.ts out of the ES modules' chunks: a file of its own beside them, under a name that
 * doesn't change, so that package.json's `alias` can give Parcel (which alone reads that) another one in its place.
 */
export function optionalPackagesBeside(): Plugin {
  return {
    name: 'optional-packages-beside',
    setup(build) {
      // Of tsup's CommonJS, which esbuild makes as ES modules too, only the extension tells.
      if (build.initialOptions.outExtension?.['.js'] === '.cjs') return;
      build.onResolve({ filter: /\/optional-packages$/ }, () => ({
        path: './optional-packages.js',
        external: true,
      }));
    },
  };
}
