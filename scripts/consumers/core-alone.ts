import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { Consumer } from './consumer';
import { openPage } from './page';
import { serveFolder } from './serve-folder';
import type { Stages } from './stages';

interface Manifest {
  exports: Record<string, unknown>;
  devDependencies: Record<string, string>;
}
const { exports, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const typescripts = { ts5: '5.9.3', ts6: devDependencies.typescript, ts7: '7.0.2' };
const programs = ['gradients', 'training'];

/**
 * gan-core with tfjs-core and one backend, without tfjs-layers: the programs of tests/consumers/core-alone in Node (ESM and
 * CJS), bundled, and in a page; each room alone; every room's types under three TypeScripts.
 *
 * @param folder - where to do it
 * @param tarball - gan-core
 */
export async function checkCoreAlone(stages: Stages, folder: string, tarball: string): Promise<void> {
  const consumer = new Consumer(folder);
  const stage = (name: string, check: () => void | Promise<void>) => stages.run(`core alone: ${name}`, check);

  await stage('install', () => {
    mkdirSync(folder);
    cpSync('tests/consumers/core-alone', folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
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
  await stage('types', () => consumer.prepareTypes());
  for (const compiler of Object.keys(typescripts)) {
    for (const resolution of ['nodenext', 'bundler'])
      await stage(`types: ${compiler}, ${resolution}`, () => consumer.compile(compiler, resolution));
  }
  await stage('Vite build in Chromium', async () => {
    const root = join(folder, 'vite');
    await build({ root, configFile: false, logLevel: 'error' });
    await serveFolder(join(root, 'dist'), (url) => openPage(url, programs.length));
  });
}
