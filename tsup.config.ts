import { defineConfig, type Options } from 'tsup';
import { exports } from './package.json';
import { asFileOfDist } from './scripts/as-file-of-dist';
import { fileForFile, filesOfSource } from './scripts/file-for-file';
import { requireInPlaceOfImport } from './scripts/require-in-place-of-import';
import { sideEffectsBeside } from './scripts/side-effects-beside';
import { tfjsGradientsPlugin } from './scripts/tfjs-gradients-plugin';

/** One entry a room that users import: package.json's exports are the only list of them. */
export const entry = Object.fromEntries(
  Object.keys(exports)
    .filter((path) => path !== './package.json')
    .map((path) =>
      path === '.' ? ['index', 'src/index.ts'] : [path.slice(2), `src/${path.slice(2)}/index.ts`],
    ),
);

/** The list of the examples, and each of them. */
export const exampleModules = [
  'catalog',
  'ring',
  'estimators',
  'lecture',
  'digits',
  'digit-classifier',
  'gallery',
  'penalties',
  'divergence',
];

const common = { format: ['esm', 'cjs'], platform: 'neutral', target: 'es2022' } satisfies Options;

// package.json's `alias` gives Parcel (which alone reads that) other files in place of the optional packages', by their names.
const optionalPackages = {
  'optional-packages': 'src/backends/optional-packages.ts',
  'figures/optional-packages': 'src/figures/optional-packages.ts',
  'import-idb': 'src/checkpoints/import-idb.ts',
};
const files = filesOfSource({ ...entry, ...optionalPackages });

export default defineConfig([
  {
    ...common,
    entry: files,
    silent: true, // it would list them
    splitting: false,
    treeshake: true,
    dts: { entry, compilerOptions: { ignoreDeprecations: '6.0' } },
    // tfjs's wasm module and the version that it is of are built in; see src/backends/wasm/module/tfjs-binary.ts.
    noExternal: [/^@tensorflow\/tfjs-backend-wasm\/(dist\/.*\.wasm|package\.json)$/],
    loader: { '.wasm': 'base64' },
    external: [/^@tensorflow\//, '#tfjs-gradients', '#chained-operations'],
    plugins: [requireInPlaceOfImport('cjs'), sideEffectsBeside()],
    esbuildPlugins: [fileForFile(files)],
  },
  {
    ...common,
    // What Node imports. It reads a file in a third of a millisecond, however small that is: as one file for each of src, two
    // hundred of them took longer to load than a perceptron's first hundred steps.
    entry,
    outDir: 'dist/for-node',
    format: 'esm',
    platform: 'node',
    splitting: true,
    external: [/^@tensorflow\//, '#tfjs-gradients', '#chained-operations'],
    plugins: [sideEffectsBeside()],
    // Of tfjs's module, half a megabyte, one copy is enough.
    esbuildPlugins: [asFileOfDist(['backends/wasm/module/tfjs-binary'], '..')],
  },
  {
    ...common,
    // What Parcel takes in its place.
    entry: Object.fromEntries(
      Object.entries(optionalPackages).map(([name, file]) => [`${name}.parcel`, file]),
    ),
    format: 'esm',
    splitting: false,
    external: [/^@tensorflow\//],
    plugins: [requireInPlaceOfImport('esm')],
  },
  {
    ...common,
    // What `#chained-operations` means: a file of its own, which bundlers are told to keep.
    entry: { 'chained-operations': 'src/models/chained-operations.ts' },
    external: [/^@tensorflow\//],
  },
  {
    ...common,
    entry: { 'tfjs-gradients.bundler': 'scripts/tfjs-gradients-for-bundlers.ts' },
    format: 'esm',
    external: [/^@tensorflow\//],
  },
  {
    ...common,
    // What `#tfjs-gradients` means in Node: see the plugin.
    entry: { 'tfjs-gradients': 'node_modules/@tensorflow/tfjs-core/dist/register_all_gradients.js' },
    minify: true,
    noExternal: [/^@tensorflow\/tfjs-core\/dist/],
    external: ['@tensorflow/tfjs-core'],
    esbuildPlugins: [tfjsGradientsPlugin()],
    banner: {
      js: '/* The gradients of @tensorflow/tfjs-core, Copyright Google LLC, Apache-2.0; bundled unchanged. */',
    },
  },
  {
    // The program `gan-core`, and the examples that it loads by their names: they find gan-core as any package does.
    entry: {
      cli: 'src/node/cli.ts',
      'probe-backend': 'src/node/probe-backend.ts',
      ...Object.fromEntries(exampleModules.map((name) => [`examples/${name}`, `examples/${name}.ts`])),
    },
    format: 'esm',
    platform: 'node',
    target: 'node20',
    splitting: true,
    external: [/^[^./]/],
  },
]);
