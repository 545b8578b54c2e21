import { dirname, posix, relative, resolve } from 'node:path';
import { buildSync, type Plugin } from 'esbuild';

/**
 * Lists the files of src that dist holds, each by its path there without the extension: `src/losses/hinge.ts` goes to
 * `losses/hinge`, and what is named here to its name.
 *
 * @param named - name in dist → file of src: what users import, first of all. All that these import goes to dist too.
 * @returns name in dist → file of src
 */
export function filesOfSource(named: Readonly<Record<string, string>>): Record<string, string> {
  const names = new Map(Object.entries(named).map(([name, file]) => [file, name]));
  const { metafile } = buildSync({
    entryPoints: Object.values(named),
    bundle: true,
    platform: 'node',
    external: ['#*'],
    packages: 'external',
    format: 'esm', // in CommonJS it would warn of `import.meta`
    metafile: true,
    write: false,
    outdir: 'dist',
  });
  const files = Object.keys(metafile.inputs);
  return Object.fromEntries(
    files.map((file) => [names.get(file) ?? file.slice('src/'.length, -'.ts'.length), file]),
  );
}

/**
 * Makes each file of src a file of dist, so that a bundler puts into what a page loads at once no more than the page uses at
 * once. A bundler moves whole files between its chunks: of a room that is one file, it takes what a dynamic import asks for
 * later together with what is needed now.
 *
 * @param files - name in dist → file of src
 */
export function fileForFile(files: Readonly<Record<string, string>>): Plugin {
  const names = new Map(Object.entries(files).map(([name, file]) => [resolve(file), name]));
  return {
    name: 'file-for-file',
    setup(build) {
      const extension = build.initialOptions.outExtension?.['.js'] ?? '.js';
      build.onResolve({ filter: /^\.{1,2}(\/|$)/ }, ({ path, importer }) => {
        const target = resolve(dirname(importer), path);
        const name = names.get(`${target}.ts`) ?? names.get(resolve(target, 'index.ts'));
        const from = names.get(importer);
        if (name === undefined || from === undefined) return undefined; // an entry point, or a file without code
        const way = posix.join(relative(dirname(from), dirname(name)), `${posix.basename(name)}${extension}`);
        return { path: way.startsWith('.') ? way : `./${way}`, external: true };
      });
    },
  };
}
