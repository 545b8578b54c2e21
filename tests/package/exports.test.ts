import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import limits, { inChunks } from '../../.size-limit';
import { catalog } from '../../examples/catalog';
import manifest from '../../package.json';
import { entry } from '../../tsup.config';

const rooms = Object.keys(entry);
const core = '@tensorflow/tfjs-core';
const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => readFileSync(join('src', path), 'utf8'));

describe('what the package exports', () => {
  it.each(rooms)('%s: types and code, for import and for require', (room) => {
    const path = room === 'index' ? '.' : `./${room}`;
    expect((manifest.exports as Record<string, unknown>)[path]).toEqual({
      import: {
        types: `./dist/${room}.d.ts`,
        node: `./dist/for-node/${room}.js`,
        default: `./dist/${room}.js`,
      },
      require: { types: `./dist/${room}.d.cts`, default: `./dist/${room}.cjs` },
    });
  });

  it('has a limit of its size, every entry point', () => {
    const wholes: unknown[] = limits.filter((limit) => limit.import === undefined).map(({ path }) => path);
    const weighed = new Set([...wholes, ...Object.keys(inChunks)]);
    expect(rooms.map((room) => `dist/${room}.js`).filter((file) => !weighed.has(file))).toEqual([]);
  });

  it('loads its own later parts by require, in CommonJS: Jest has no import there', () => {
    const files = readdirSync('dist', { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.cjs'),
    );
    const importing = files.filter((path) =>
      /[^.\w]import\(\s*["']/.test(readFileSync(join('dist', path), 'utf8')),
    );
    expect(files.length).toBeGreaterThan(100);
    expect(importing).toEqual([]);
  });

  it('is the index of a room, under the room’s name', () => {
    expect(rooms).toContain('index');
    expect(Object.values(entry).filter((file) => !existsSync(file))).toEqual([]);
  });
});

describe('what Parcel reads in place of exports and imports', () => {
  const {
    './dist/optional-packages.js': backends,
    './dist/figures/optional-packages.js': figures,
    './dist/import-idb.js': idb,
    ...rooms
  } = manifest.alias;

  it('is the same files: every room, by its path', () => {
    const { '.': _root, './package.json': _manifest, ...exports } = manifest.exports;
    expect(rooms).toEqual(
      Object.fromEntries(Object.entries(exports).map(([path, { import: file }]) => [path, file.default])),
    );
  });

  it('is tfjs-core’s own module of gradients, as every bundler’s', () => {
    const { node, default: bundler } = manifest.imports['#tfjs-gradients'];
    expect(manifest.browser).toEqual({ [node.import]: bundler });
  });

  it('are files that require the optional packages, made by the build', () => {
    const required = (file: string, packages: RegExp) => readFileSync(file, 'utf8').match(packages);
    expect(required(backends, /require\("@tensorflow\/tfjs-backend-\w+"\)/g)).toHaveLength(4);
    expect(required(figures, /require\("(gifenc|@observablehq\/plot)"\)/g)).toHaveLength(2);
    expect(required(idb, /require\("idb"\)/g)).toHaveLength(1);
  });
});

describe('the pages in the package', () => {
  it('link to files that are in it too, or to the web', () => {
    const packed = [
      /^(README|CHANGELOG|LICENSE)\b/,
      /^licenses\//,
      /^docs\/((zh-TW|guides)\/)?[^/]+\.md$/,
      /^docs\/assets\/[^/]+\.(png|gif)$/,
      /^examples\/.*\.ts$/,
    ];
    const guides = readdirSync('docs/guides').map((file) => `guides/${file}`);
    // The site's start pages are not in it.
    const docs = [...readdirSync('docs'), ...guides, 'zh-TW/lecture.md'].filter(
      (file) => file.endsWith('.md') && file !== 'index.md',
    );
    const pages = [
      'README.md',
      'CHANGELOG.md',
      'licenses/README.md',
      ...docs.map((file) => join('docs', file)),
    ];
    const missing = pages.flatMap((page) => {
      const text = readFileSync(page, 'utf8').replace(/^```.*?^```/gms, '');
      const links = [...text.matchAll(/\]\((?!https?:|#)([^)\s#]+)/g)].map(([, link]) =>
        join(dirname(page), link!),
      );
      return links.filter((link) => !existsSync(link) || !packed.some((each) => each.test(link)));
    });
    expect(missing).toEqual([]);
  });
});

describe('licenses', () => {
  it('name every file of dist that holds a part of tfjs, and are in the package', () => {
    expect(manifest.files).toContain('licenses');
    const named = [...readFileSync('licenses/README.md', 'utf8').matchAll(/`(dist\/[^`]+)`/g)];
    const theirs = readdirSync('dist', { recursive: true, encoding: 'utf8' })
      .map((file) => join('dist', file))
      .filter((file) => /\.c?js$/.test(file) && readFileSync(file, 'utf8').includes('Copyright Google LLC'));
    expect(theirs.sort()).toEqual(named.map(([, file]) => file).sort());
  });
});

describe('sideEffects', () => {
  it('lists our own files behind #tfjs-gradients and #chained-operations, and nothing else', () => {
    const { node, require, default: bundler } = manifest.imports['#tfjs-gradients'];
    const chained = manifest.imports['#chained-operations'];
    expect(manifest.sideEffects).toEqual([
      node.import,
      node.require,
      bundler,
      chained.import,
      chained.require,
    ]);
    expect(require).toBe(node.require);
  });

  it('leaves out no module: src imports nothing else for its effect', () => {
    const bare = sources.flatMap((source) =>
      [...source.matchAll(/^import '([^']+)'/gm)].map((match) => match[1]),
    );
    expect(new Set(bare)).toEqual(new Set(['#chained-operations', '#tfjs-gradients']));
  });

  it('leaves out no module: none registers or sets anything while it loads', () => {
    const statement = /^(?:register\w+|unregister\w+|setBackend|env|engine|globalThis)\b.*/gm;
    expect(sources.flatMap((source) => source.match(statement) ?? [])).toEqual([]);
  });
});

describe('peer dependencies', () => {
  const peers: Record<string, string> = manifest.peerDependencies;
  const development: Record<string, string> = manifest.devDependencies;
  // These need native TensorFlow, which is downloaded when they are installed: too much for a development machine.
  const notInstalledHere = ['@tensorflow/tfjs-node', '@tensorflow/tfjs-node-gpu'];

  const tools = [...new Set(catalog.flatMap((example) => example.packages))].filter(
    (name) => !name.startsWith('@tensorflow/'),
  );

  it('are optional, all but tfjs-core and tfjs-layers', () => {
    const optional = Object.entries(manifest.peerDependenciesMeta).flatMap(([name, meta]) =>
      meta.optional ? name : [],
    );
    const needed = [core, '@tensorflow/tfjs-layers'];
    expect([...optional, ...needed].sort()).toEqual(Object.keys(peers).sort());
  });

  it('let everybody have any version of what draws the pictures of the examples', () => {
    // A range would make npm refuse gan-core beside another version, to people who never run an example. The program
    // itself holds them to the versions of this repository, by its devDependencies.
    expect(tools.map((name) => `${name} ${peers[name]}`)).toEqual(tools.map((name) => `${name} *`));
    expect(tools.filter((name) => development[name] === undefined)).toEqual([]);
  });

  it('are needed wherever src imports them statically', () => {
    const staticImport = /^(?:import|export) (?!type )[^;]*?from '(@tensorflow\/[\w-]+)'/gm;
    const imported = sources.flatMap((source) => [...source.matchAll(staticImport)].map((match) => match[1]));
    expect(new Set(imported)).toEqual(new Set([core, '@tensorflow/tfjs-layers']));
  });

  it('start at the version that this repository develops against', () => {
    for (const [name, range] of Object.entries(peers)) {
      if (tools.includes(name)) continue;
      const tested = notInstalledHere.includes(name) ? development[core] : development[name];
      expect(`${name} ${range}`).toBe(`${name} ^${tested}`);
    }
  });
});
