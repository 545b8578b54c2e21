// What a user gets: packs gan-core, installs the tarball in a clean folder with tfjs-core and one backend, and runs the
// programs of tests/consumers there, in Node (ESM and CJS), under three TypeScripts, bundled, and in a browser.
// Build first: npm run build && npm run consumers
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { tryCommandLine } from './command-line';
import { Consumer } from './consumer';
import { openBuiltPage } from './page';

interface Manifest {
  exports: Record<string, unknown>;
  devDependencies: Record<string, string>;
}
const { exports, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const typescripts = { ts5: '5.9.3', ts6: devDependencies.typescript, ts7: '7.0.2' };
const programs = ['gradients', 'training'];

if (!existsSync('dist/index.d.ts')) throw new Error('dist has no types: run `npm run build` first');
const folder = mkdtempSync(join(tmpdir(), 'gan-core-consumer-'));
const consumer = new Consumer(folder);
let failed = 0;

try {
  await stage('pack and install', () => {
    cpSync('tests/consumers', folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    const tarball = consumer.pack(resolve('.'));
    const core = devDependencies['@tensorflow/tfjs-core'];
    consumer.install([
      tarball,
      `@tensorflow/tfjs-core@${core}`,
      `@tensorflow/tfjs-backend-cpu@${core}`,
      ...Object.entries(typescripts).map(([name, version]) => `${name}@npm:typescript@${version}`),
    ]);
    // Whether npm brings it as a peer or not: no program here may need it.
    rmSync(join(folder, 'node_modules/@tensorflow/tfjs-layers'), { recursive: true, force: true });
  });
  for (const program of programs) {
    await stage(`${program}: Node, import`, () => consumer.runProgram(program, 'esm'));
    await stage(`${program}: Node, require`, () => consumer.runProgram(program, 'cjs'));
    await stage(`${program}: esbuild for browsers, run in Node`, () => consumer.runBundle(program));
  }
  for (const how of ['import', 'require'] as const) {
    await stage(`each room alone, ${how}`, () => {
      for (const path of Object.keys(exports)) {
        // gan-core/models is about layers of tfjs-layers, which isn't here.
        if (!['./package.json', './models'].includes(path))
          consumer.loadRoomAlone(path.replace('.', 'gan-core'), how);
      }
    });
  }
  consumer.prepareTypes();
  for (const compiler of Object.keys(typescripts)) {
    for (const resolution of ['nodenext', 'bundler']) {
      await stage(`types: ${compiler}, ${resolution}`, () => consumer.compile(compiler, resolution));
    }
  }
  await stage('npx gan-core, in an empty folder', () => tryCommandLine(resolve('.')));
  await stage('Vite build in Chromium', () => openBuiltPage(folder, programs.length));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (failed > 0) {
  console.error(`${failed} consumer checks failed`);
  process.exit(1);
}

/** Runs one check and prints how it went; the others run whatever comes of it. */
async function stage(name: string, run: () => void | Promise<void>): Promise<void> {
  const start = performance.now();
  const seconds = () => `${((performance.now() - start) / 1000).toFixed(1)} s`;
  try {
    await run();
    console.log(`ok      ${name} (${seconds()})`);
  } catch (error) {
    failed++;
    console.error(`FAILED  ${name} (${seconds()})\n${error instanceof Error ? error.message : error}`);
  }
}
