import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import repository from '../../package.json';
import own from '../../packages/create-gan-core/package.json';
import { templates } from '../../packages/create-gan-core/src/template';
import { svgColors } from '../../src/figures/svg-colors';

const folder = 'packages/create-gan-core/templates';
const read = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8');
const names = templates.map(({ name }) => name);

interface Manifest {
  readonly name: string;
  readonly private: boolean;
  readonly scripts: Record<string, string>;
  readonly dependencies: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
}
const manifestOf = (name: string) => JSON.parse(read(name, 'package.json')) as Manifest;

it('create-gan-core has the version of gan-core, its license, and the one address', () => {
  const { version, license, author, homepage, bugs, repository: place } = repository;
  expect(own).toMatchObject({ version, license, author, homepage, bugs });
  expect(own.repository.url).toBe(place.url);
  expect(readFileSync('packages/create-gan-core/LICENSE', 'utf8')).toBe(readFileSync('LICENSE', 'utf8'));
});

it('create-gan-core imports what is tested here', () => {
  for (const [name, range] of Object.entries(own.dependencies))
    expect(range).toBe(`^${repository.devDependencies[name as keyof typeof own.dependencies]}`);
});

it('every folder of templates is a template, and the other way round', () => {
  expect(readdirSync(folder).sort()).toEqual([...names].sort());
});

describe.each(names)('the template %s', (name) => {
  const { dependencies, scripts, ...manifest } = manifestOf(name);

  it('asks for this gan-core, and for the TensorFlow.js that it was tested with', () => {
    expect(dependencies['gan-core']).toBe(`^${repository.version}`);
    for (const part of ['tfjs-core', 'tfjs-layers', 'tfjs-backend-wasm'] as const)
      expect(dependencies[`@tensorflow/${part}`]).toBe(repository.devDependencies[`@tensorflow/${part}`]);
  });

  it('is private, and has the scripts that its README and the next steps name', () => {
    expect(manifest).toMatchObject({ private: true, name: `gan-core-${name}` });
    const { script } = templates.find((each) => each.name === name)!;
    const told = [...read(name, 'README.md').matchAll(/^npm (?:run )?(\w+)/gm)].map(([, word]) => word!);
    for (const each of [script, 'typecheck', ...told.filter((word) => word !== 'install')])
      expect(scripts).toHaveProperty(each);
  });

  it('is strict, and keeps what is built out of git', () => {
    expect(JSON.parse(read(name, 'tsconfig.json')).compilerOptions).toMatchObject({
      strict: true,
      skipLibCheck: true,
      noEmit: true,
    });
    expect(read(name, '_gitignore')).toMatch(/^node_modules\/$/m);
    // npm leaves a file of this name out.
    expect(existsSync(join(folder, name, '.gitignore'))).toBe(false);
  });

  it('is installed without a script of a package, which pnpm would not run', () => {
    // By name: esbuild, which tsx and others bring, is what once failed.
    const { devDependencies = {} } = manifestOf(name);
    for (const each of ['tsx', 'esbuild', 'sharp'])
      expect({ ...dependencies, ...devDependencies }).not.toHaveProperty(each);
  });

  it('names only files that there are', () => {
    for (const [, file] of read(name, 'README.md').matchAll(/`((?:src|app)\/[\w./-]+)`/g))
      expect(existsSync(join(folder, name, file!)), file).toBe(true);
  });
});

describe('what templates have in common is the same file in each', () => {
  it.each(['game.ts', 'plot.ts', 'session.ts', 'training.ts'])('%s', (file) => {
    const source = read('vite/src', file);
    expect(read('worker/src', file)).toBe(source);
    expect(read('next/app', file)).toBe(source);
  });

  it('the styles, the page and the settings of Vite', () => {
    expect(read('worker/src/style.css')).toBe(read('vite/src/style.css'));
    expect(read('next/app/globals.css')).toBe(read('vite/src/style.css'));
    for (const file of ['index.html', 'tsconfig.json', '_gitignore'])
      expect(read('worker', file)).toBe(read('vite', file));
  });

  it('main.ts, but for who trains', () => {
    const remote = read('worker/src/main.ts')
      .replace("import { RemoteTraining } from './remote-training';\n", '')
      .replace('new RemoteTraining()', 'new Training()');
    expect(remote).toBe(read('vite/src/main.ts').replace("import { Training } from './training';\n", ''));
  });

  it('the networks of Node have the same layers', () => {
    const perceptron = (text: string) => /function perceptron[\s\S]*?^}/m.exec(text)![0];
    expect(perceptron(read('node/src/game.ts'))).toBe(perceptron(read('vite/src/game.ts')));
  });
});

it('real and generated points have the same colors in templates, the playground and figures', () => {
  const colorsIn = (style: string) =>
    [...style.matchAll(/--(?:real|generated): (#\w+);/g)].map(([, hex]) => hex);
  const playground = colorsIn(readFileSync('playground/src/styles.css', 'utf8'));
  expect(playground).toHaveLength(4); // light, then dark
  expect(colorsIn(read('vite/src/style.css'))).toEqual(playground);
  expect(svgColors.slice(0, 2)).toEqual(playground.slice(0, 2));
});
