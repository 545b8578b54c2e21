/**
 * What a page with the Trainer loads, of gan-core: bundled by esbuild with splitting, minified, tfjs left out (its imports count, which
 * esbuild repeats for each file). Every chunk that a
 * page has to load counts as a whole, whatever else is in it. Fails where a limit is passed.
 *
 * Run: npm run build:js && tsx scripts/page-sizes.ts
 */
import { build, type Metafile } from 'esbuild';
import { inChunks } from '../.size-limit';

type Outputs = Metafile['outputs'];

/** What a backend loads as it starts. tfjs's own wasm module counts apart: .size-limit.ts holds it. */
const starting = {
  webgl: ['backends/webgl/driver.js'],
  wasm: ['backends/wasm/driver.js'],
};
/** What a run loads when it starts: its checks and its state, the gradients, and the kernels' own layers on wasm. */
const running = {
  webgl: [
    'trainer/run/run.js',
    'trainer/data/open-batches.js',
    'trainer/state/open-state.js',
    'gradients.js',
  ],
  wasm: [
    'trainer/run/run.js',
    'trainer/data/open-batches.js',
    'trainer/state/open-state.js',
    'gradients.js',
    'trainer/networks/kernel-layers.js',
  ],
};

/** Limits in kB (1000 bytes): of the page as it loads, with its backend started, and in a run. */
const limits = {
  webgl: { page: 63.9, started: 67.4, running: 140.8 },
  wasm: { page: 63.9, started: 130.6, running: 208.4 },
};

const failures: string[] = [];
for (const room of ['gan-core', 'gan-core/trainer']) {
  const outputs = await bundle(`import { Trainer } from '${room}'; console.log(Trainer);`);
  for (const backend of ['webgl', 'wasm'] as const) {
    const bytes = {
      page: loadedBytes(outputs, []),
      started: loadedBytes(outputs, starting[backend]),
      running: loadedBytes(outputs, [...starting[backend], ...running[backend]]),
    };
    for (const moment of ['page', 'started', 'running'] as const) {
      report(
        `{ Trainer } of ${room} on ${backend}, ${moment}`,
        bytes[moment] / 1000,
        limits[backend][moment],
      );
    }
  }
}
for (const [file, limit] of Object.entries(inChunks)) {
  const outputs = await bundle(`export * from './${file}';`);
  const later = [
    'backends/wasm/module/tfjs-binary.js',
    ...(file === 'dist/trainer.js' ? ['estimators.js', 'estimators/wasm/index.js'] : []),
  ];
  const isLater = ({ entryPoint }: { entryPoint?: string }) =>
    later.some((path) => entryPoint === `dist/${path}`);
  const kB = Object.values(outputs).reduce((sum, each) => sum + (isLater(each) ? 0 : each.bytes), 0) / 1000;
  report(`all that ${file} ever loads`, kB, limit);
}
if (failures.length > 0) throw new Error(`too large:\n${failures.join('\n')}`);

function report(what: string, kB: number, limit: number): void {
  const row = `${what}: ${kB.toFixed(1)} kB of at most ${limit}`;
  console.log(row);
  if (kB > limit) failures.push(row);
}

async function bundle(contents: string): Promise<Outputs> {
  const { metafile } = await build({
    stdin: { contents, resolveDir: '.' },
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    metafile: true,
    write: false,
    outdir: 'page',
    external: ['@tensorflow/*', 'webgpu'],
    tsconfigRaw: '{}', // this repository's own would take src in place of the package
    logLevel: 'error',
  });
  return metafile.outputs;
}

/** The bytes of all that is loaded when a page imports its entry point and, later, these files of dist. */
function loadedBytes(outputs: Outputs, imported: readonly string[]): number {
  const loaded = new Set<string>();
  const load = (path: string) => {
    const output = outputs[path];
    if (output === undefined || loaded.has(path)) return;
    loaded.add(path);
    for (const { path: next, kind } of output.imports) if (kind === 'import-statement') load(next);
  };
  for (const entryPoint of ['<stdin>', ...imported.map((file) => `dist/${file}`)]) {
    const path = Object.keys(outputs).find((each) => outputs[each]!.entryPoint === entryPoint);
    if (path === undefined) throw new Error(`nothing imports ${entryPoint} dynamically`);
    load(path);
  }
  return [...loaded].reduce((sum, path) => sum + outputs[path]!.bytes, 0);
}
