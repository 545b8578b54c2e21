import { fileURLToPath } from 'node:url';
import { build as buildByEsbuild } from 'esbuild';
import { build as buildByVite, type Rollup } from 'vite';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const external = [/^@tensorflow\//, /^webgpu$/];

/** Of dist's files, what a page with the Trainer must not load at once: it is loaded when it is asked for. */
const later =
  /^(estimators|gradients|trainer\/(open-state|measure\/measure[.]|networks\/kernel-layers)|backends\/(wasm\/|\w+(-gpu)?\/driver))/;

async function byEsbuild(room: string): Promise<Set<string>> {
  const { metafile } = await buildByEsbuild({
    stdin: {
      contents: `import { Trainer } from './dist/${room}.js'; console.log(Trainer);`,
      resolveDir: root,
    },
    bundle: true,
    splitting: true,
    format: 'esm',
    metafile: true,
    write: false,
    outdir: 'out',
    absWorkingDir: root,
    external: ['@tensorflow/*', 'webgpu'],
    logLevel: 'error',
  });
  const { outputs } = metafile;
  const inputs = new Set<string>();
  const visit = (path: string, seen = new Set<string>()) => {
    const output = outputs[path];
    if (!output || seen.has(path)) return;
    seen.add(path);
    for (const [input, { bytesInOutput }] of Object.entries(output.inputs))
      if (bytesInOutput > 0 && input.startsWith('dist/')) inputs.add(input.slice('dist/'.length));
    for (const { path: next, kind } of output.imports) if (kind === 'import-statement') visit(next, seen);
  };
  visit(Object.keys(outputs).find((path) => outputs[path]!.entryPoint === '<stdin>')!);
  return inputs;
}

async function byVite(room: string): Promise<Set<string>> {
  const page = 'virtual:page';
  const { output } = (await buildByVite({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'page',
        resolveId: (id) => (id === page ? `${root}/page.js` : undefined),
        load: (id) =>
          id === `${root}/page.js`
            ? `import { Trainer } from '${root}/dist/${room}.js'; console.log(Trainer);`
            : undefined,
      },
    ],
    build: { write: false, modulePreload: false, rollupOptions: { input: page, external } },
  })) as Rollup.RollupOutput;
  const chunks = new Map(output.flatMap((each) => (each.type === 'chunk' ? [[each.fileName, each]] : [])));
  const inputs = new Set<string>();
  const visit = (name: string, seen = new Set<string>()) => {
    const chunk = chunks.get(name);
    if (!chunk || seen.has(name)) return;
    seen.add(name);
    for (const [id, { renderedLength }] of Object.entries(chunk.modules))
      if (renderedLength > 0 && id.includes('/dist/')) inputs.add(id.split('/dist/')[1]!);
    for (const next of chunk.imports) visit(next, seen);
  };
  visit([...chunks.values()].find(({ isEntry }) => isEntry)!.fileName);
  return inputs;
}

describe('a page with the Trainer loads at once what it needs at once', () => {
  it.each([
    ['esbuild', 'trainer', byEsbuild],
    ['esbuild', 'index', byEsbuild],
    ['Vite', 'trainer', byVite],
    ['Vite', 'index', byVite],
  ] as const)('%s, of %s', async (_, room, bundle) => {
    const files = [...(await bundle(room))];
    expect(files).toContain('trainer/trainer.js');
    expect(files.filter((file) => later.test(file))).toEqual([]);
  });
});
