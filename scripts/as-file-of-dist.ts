import type { Plugin } from 'esbuild';

/**
 * Leaves modules of src to the files that dist holds of them already, one for each of src, so that no other build repeats them.
 *
 * @param names - of the files in dist, without the extension
 * @param from - the folder of the importing files, as seen from dist
 */
export function asFileOfDist(names: readonly string[], from: string): Plugin {
  return {
    name: 'as-file-of-dist',
    setup(build) {
      build.onResolve({ filter: /^\.{1,2}\// }, ({ path }) => {
        const base = path.slice(path.lastIndexOf('/'));
        const name = names.find((each) => each.endsWith(base));
        return name === undefined ? undefined : { path: `${from}/${name}.js`, external: true };
      });
    },
  };
}
