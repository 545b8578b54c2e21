import { existsSync, readdirSync } from 'node:fs';

/**
 * The floors of src, lowest first: a room imports only from floors below its own, and only through another room's
 * index. Rooms on one floor don't know each other; src/index.ts stands above them all.
 */
const floors = [
  ['errors', 'process'],
  ['random', 'math', 'scheduling', 'tfjs', 'threads'],
  ['distributions', 'images', 'checkpoints'],
  ['divergences'],
  ['losses'],
  ['backends'],
  ['gradients'],
  ['descent', 'optimizers'],
  ['penalties'],
  ['estimators'],
  ['models', 'metrics', 'augmentation', 'figures'],
  ['trainer'],
  ['callbacks', 'export'],
  ['node'],
];

/** The floors within a room, lowest first; what lies in the room itself, beside its folders, stands above them all. */
const innerFloors = {
  backends: [
    ['node', 'wasm', 'webgl', 'webgpu'],
    ['cpu', 'node-gpu'],
  ],
  threads: [['assembly']],
  'estimators/wasm': [['assembly']],
  'backends/wasm': [['module', 'assembly'], ['loops'], ['patches', 'simd']],
  divergences: [['discrete', 'gaussian', 'families'], ['game']],
  estimators: [
    ['samples', 'statistics', 'wasm'],
    ['logistic-regression', 'near-pairs', 'pair-numbers'],
    ['likelihood', 'critics', 'neighbors', 'kernel-distances', 'transport'],
    ['density-ratios'],
    ['parts'],
  ],
  'estimators/likelihood': [['families']],
  metrics: [
    ['features', 'shares', 'digits'],
    ['moments', 'kernels', 'slices', 'neighbors', 'mixtures', 'paths'],
    ['classifiers'],
  ],
  node: [['files', 'tensorboard', 'compare'], ['run-folder']],
  trainer: [
    ['control'],
    ['networks', 'recovery'],
    ['data'],
    ['game', 'measure'],
    ['report', 'checkpoint'],
    ['run', 'updates'],
    ['options'],
    ['state'],
  ],
  export: [['network'], ['onnx', 'pytorch', 'tfjs']],
};
/** The rooms by method of the estimators, which don't know each other. */
const methods = innerFloors.estimators[2];
/** Files beside a room's folders that all of these may use: what the whole room speaks of. */
const sharedFiles = {
  backends: ['backend', 'load-failure', 'optional-packages', 'replace-kernels'],
  estimators: ['estimate', 'estimate-options'],
  'estimators/likelihood': ['density-family', 'plug-in-kl', 'read-log-densities'],
  node: [
    'bar-terminal',
    'columns',
    'command-options',
    'decode-picture',
    'exit-codes',
    'list-pictures',
    'make-folders',
    'usage-error',
  ],
};

/** Every folder has a floor, at any depth, and every floor a folder: a rule that names neither holds nothing. */
function checkFloors(folder, named) {
  const there = foldersIn(folder);
  const homeless = there.filter((name) => !named.includes(name));
  if (homeless.length > 0)
    throw new Error(`.dependency-cruiser.mjs: no floor for ${folder}/${homeless}: add it to the floors`);
  const gone = named.filter((name) => !there.includes(name));
  if (gone.length > 0) throw new Error(`.dependency-cruiser.mjs: there is no ${folder}/${gone}: take it out`);
}
function foldersIn(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}
/** The floors within a folder that has any, and within each of its own folders. */
function checkInnerFloors(name) {
  checkFloors(
    name === '' ? 'src' : `src/${name}`,
    name === '' ? floors.flat() : (innerFloors[name] ?? []).flat(),
  );
  for (const inner of foldersIn(`src/${name}`)) checkInnerFloors(name === '' ? inner : `${name}/${inner}`);
}
checkInnerFloors('');
for (const name of Object.keys(innerFloors)) requireThere(`src/${name}`);
for (const [name, files] of Object.entries(sharedFiles))
  for (const file of files) requireThere(`src/${name}/${file}.ts`);

function requireThere(path) {
  if (!existsSync(path)) throw new Error(`.dependency-cruiser.mjs: there is no ${path}: take it out`);
}

const room = (names) => {
  for (const name of names) requireThere(`src/${name}`);
  return `^src/(${names.join('|')})/`;
};

const core = '@tensorflow/tfjs-core';
const gradients = 'tfjs-gradients|tfjs-core/dist/register_all_gradients';
/** Optional, so loaded where a figure asks for them. */
const figurePackages = '@observablehq/plot|gifenc|linkedom';
const backendPackages = '@tensorflow/tfjs-(backend-|node)|(^|node_modules/)webgpu(/|$)';

/** The kernels of several rooms are compiled with it. */
const threadsAssembly = '^src/threads/assembly/';

/** A room may import nothing but these rooms and, where `packages` is given, these packages. */
const onlyImports = (name, allowedRooms, packages = []) => ({
  name: `${name}-imports-only`,
  comment: `src/${name} may import only: ${[...allowedRooms, ...packages].join(', ') || 'nothing'}`,
  severity: 'error',
  from: { path: room([name]) },
  to: { pathNot: [room([name, ...allowedRooms]), ...packages] },
});

/** Within a room, a folder imports only from the floors below its own: not from its neighbors, and not from above. */
const innerRules = (name, inner) =>
  inner.map((folders, floor) => ({
    name: `${name}-${folders.join('-')}-imports-down`,
    comment: `src/${name}/${folders} may import only from the floors below within src/${name}`,
    severity: 'error',
    from: { path: `^src/${name}/(${folders.join('|')})/` },
    to: {
      path: [
        `^src/${name}/(${[...folders, ...inner.slice(floor + 1).flat()].join('|')})/`,
        `^src/${name}/(?!(${(sharedFiles[name] ?? []).join('|')})[.]ts$)[^/]+$`,
      ],
      pathNot: `^src/${name}/$1/`,
    },
  }));

export default {
  forbidden: [
    {
      name: 'density-ratios-know-critics-alone',
      comment: 'of the rooms by method, density-ratios may import only critics',
      severity: 'error',
      from: { path: room(['estimators/density-ratios']) },
      to: { path: room(methods.filter((name) => name !== 'critics').map((name) => `estimators/${name}`)) },
    },
    ...Object.entries(innerFloors).flatMap(([name, inner]) => innerRules(name, inner)),
    ...floors.slice(0, -1).map((names, floor) => ({
      name: `${names.join('-')}-imports-down`,
      comment: `src/${names} may import only from the floors below it`,
      severity: 'error',
      from: { path: room(names) },
      // $1 is the importing file's own room: what is left are its neighbors, the floors above and the root.
      to: { path: [room([...names, ...floors.slice(floor + 1).flat()]), '^src/[^/]+$'], pathNot: '^src/$1/' },
    })),
    {
      name: 'node-imports-down',
      severity: 'error',
      from: { path: room(['node']) },
      to: { path: '^src/[^/]+$' },
    },
    onlyImports('errors', []),
    onlyImports('process', []),
    onlyImports('random', ['errors', 'process']),
    onlyImports('math', ['errors']),
    onlyImports('threads', ['errors', 'process']),
    onlyImports('images', ['errors', 'random'], [core]),
    onlyImports('checkpoints', ['errors', 'scheduling'], ['(^|node_modules/)idb(/|$)']),
    onlyImports('figures', ['errors', 'scheduling', 'images', 'distributions'], [core, figurePackages]),
    onlyImports('divergences', ['errors', 'math']),
    onlyImports('losses', ['errors', 'random', 'tfjs', 'divergences'], [core, gradients]),
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'rooms-by-their-index',
      comment:
        "another room's files are reached through that room's index.ts; the estimators have a second one, for no user",
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: {
        path: '^src/[^/]+/',
        pathNot: ['^src/$1/', '^src/[^/]+/index[.]ts$', '^src/estimators/parts/index[.]ts$', threadsAssembly],
      },
    },
    {
      name: 'assembly-knows-assembly-alone',
      comment: 'AssemblyScript imports only AssemblyScript',
      severity: 'error',
      from: { path: '^src/.*/assembly/' },
      to: { pathNot: '^src/.*/assembly/' },
    },
    {
      name: 'threads-for-assembly',
      comment: "what AssemblyScript shares isn't TypeScript's",
      severity: 'error',
      from: { pathNot: '^src/.*/assembly/' },
      to: { path: threadsAssembly },
    },
    {
      name: 'root-by-index',
      severity: 'error',
      from: { path: '^src/[^/]+$' },
      to: { path: '^src/[^/]+/', pathNot: '^src/[^/]+/index[.]ts$' },
    },
    {
      name: 'root-stays-portable',
      comment: 'the root never exports backends, gradients or node',
      severity: 'error',
      from: { path: '^src/[^/]+$' },
      to: { path: room(['backends', 'gradients', 'node']) },
    },
    {
      name: 'node-builtins-in-node-only',
      severity: 'error',
      from: { path: '^src/', pathNot: room(['node']) },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'node-is-nobodys',
      comment: 'src/node is for Node alone: no other room may import it',
      severity: 'error',
      from: { path: '^src/', pathNot: room(['node']) },
      to: { path: room(['node']) },
    },
    {
      name: 'layers-in-models-and-trainer-only',
      comment: 'and where the program gan-core reads a model',
      severity: 'error',
      from: { path: '^src/', pathNot: [room(['models', 'trainer']), '^src/node/compare/read-model[.]ts$'] },
      to: { path: '@tensorflow/tfjs-layers' },
    },
    {
      name: 'backend-packages-in-backends-only',
      severity: 'error',
      from: { path: '^src/', pathNot: room(['backends']) },
      to: { path: backendPackages },
    },
    {
      name: 'backend-packages-dynamically',
      comment:
        'backends are optional peers: a static import would make each of them required (built in: tfjs-binary)',
      severity: 'error',
      from: { path: room(['backends']), pathNot: 'wasm/module/tfjs-binary[.]ts$' },
      to: { path: backendPackages, dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'gradients-by-their-name',
      comment: "tfjs-core's inside loads in bundlers only: write '#tfjs-gradients'",
      severity: 'error',
      from: { path: '^src/' },
      to: {
        path: 'tfjs-core/dist/',
        dependencyTypesNot: ['aliased-subpath-import'],
        pathNot: 'dist/(index|tf-core)',
      },
    },
    {
      name: 'packages-are-peers',
      comment: 'what src imports must come with the package: a peer dependency',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['npm-peer'] },
    },
    {
      name: 'no-unresolvable',
      comment: 'optional peers need not be installed here, and dist not be built',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: [backendPackages, gradients, 'chained-operations'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|^dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    // Type-only imports count too: they shape the published .d.ts files.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};

// For the picture in ARCHITECTURE.md.
export { floors, innerFloors };
