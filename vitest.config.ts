import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import { build } from 'esbuild';
import type { Plugin } from 'vite';
import { defineConfig, type TestProjectConfiguration, type UserWorkspaceConfig } from 'vitest/config';
import { chromiumFlags, chromiumPath } from './scripts/chromium';
import { tfjsGradientsPlugin } from './scripts/tfjs-gradients-plugin';

const require = createRequire(import.meta.url);
const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const source = (path: string) => file(`./src/${path}`);
// As package.json's imports, but of the sources: tests need no build.
const alias = [
  { find: '#chained-operations', replacement: source('models/chained-operations.ts') },
  { find: /^gan-core$/, replacement: source('index.ts') },
  { find: /^gan-core\/(.*)$/, replacement: source('$1/index.ts') },
];

/** What the build does with `.wasm` files: see tsup.config.ts. `?url` stays Vite's. */
const wasmAsBase64: Plugin = {
  name: 'wasm-as-base64',
  enforce: 'pre',
  // An id of its own: Vitest would leave a file of node_modules to Node, which can't import it.
  resolveId: (id) => (/^@tensorflow.*\.wasm$/.test(id) ? `virtual:${id.replaceAll('/', ':')}` : undefined),
  load(id) {
    if (!/^virtual:@tensorflow.*\.wasm$/.test(id)) return undefined;
    const path = require.resolve(id.replace('virtual:', '').replaceAll(':', '/'));
    return `export default '${readFileSync(path).toString('base64')}';`;
  },
};

/** `#tfjs-gradients` as the build makes it for Node: see scripts/tfjs-gradients-plugin.ts. */
const tfjsGradients: Plugin = {
  name: 'tfjs-gradients',
  enforce: 'pre',
  resolveId: (id) => (id === '#tfjs-gradients' ? 'virtual:tfjs-gradients' : undefined),
  async load(id) {
    if (id !== 'virtual:tfjs-gradients') return undefined;
    const entry = require.resolve('@tensorflow/tfjs-core/dist/register_all_gradients.js');
    const { outputFiles } = await build({
      entryPoints: [entry],
      bundle: true,
      write: false,
      format: 'esm',
      external: ['@tensorflow/tfjs-core'],
      plugins: [tfjsGradientsPlugin()],
    });
    return outputFiles[0]!.text;
  },
};

/**
 * Tests that change what is the process's, tfjs's backends or its copy of gan-core, and don't put it back; or that need it as it
 * is at first. They have a process each. All others share processes: most of a file's time goes into loading and warming up tfjs.
 */
const alone = [
  'tests/backends/*.test.ts',
  'tests/backends/cpu/**/*.test.ts',
  'tests/backends/node-gpu/**/*.test.ts',
  'tests/backends/wasm/module/**/*.test.ts',
  'tests/backends/wasm/threads/**/*.test.ts', // tfjs must not have started wasm by itself, in memory that nobody can share
  'tests/estimators/wasm/**/*.test.ts', // stubs WebAssembly, and threads
  'tests/generated-calls/**/*.test.ts', // what they throw away, the next would have to carry
  'tests/trainer/two-copies.test.ts',
  'tests/trainer/report/threads.test.ts', // asks for tfjs's own kernels, which wasm has only where nobody else uses gan-core's
];
/** A second, as Vitest has it, is too short for a page that starts a worker and a backend while other tests run. */
const patience = { poll: { timeout: 30_000, interval: 50 } };
/** Tests of what is built. */
const built = ['docs', 'examples', 'node', 'package', 'playground/page', 'readme'].map(
  (room) => `tests/${room}/**/*.test.ts`,
);
const builtAlone = [
  'tests/backends/wasm/module/remove-emscripten-listeners.test.ts',
  'tests/backends/wasm/without-simd.test.ts',
  'tests/models/chained-operations.test.ts',
];
const inBrowsers = 'tests/**/*.browser.test.ts';

const inNode = (name: string, test: NonNullable<UserWorkspaceConfig['test']>): TestProjectConfiguration => ({
  resolve: { alias },
  plugins: [wasmAsBase64, tfjsGradients],
  test: {
    name,
    globalSetup: ['tests/support/announce.ts'],
    setupFiles: ['tests/support/seeded-math-random.ts'],
    testTimeout: 60_000,
    expect: patience,
    ...test,
  },
});

const buildFirst = ['tests/support/announce.ts', 'tests/support/build-first.ts'];
const sharing = {
  isolate: false,
  setupFiles: ['tests/support/seeded-math-random.ts', 'tests/support/begin-on-cpu.ts'],
};
const node = [
  inNode('shared', {
    include: ['tests/**/*.test.ts'],
    exclude: [inBrowsers, ...alone, ...built, ...builtAlone],
    ...sharing,
  }),
  inNode('alone', { include: alone, exclude: [inBrowsers, ...builtAlone] }),
  inNode('built', { include: built, globalSetup: buildFirst, ...sharing }),
  inNode('built-alone', { include: builtAlone, globalSetup: buildFirst }),
];

const browser: TestProjectConfiguration = {
  resolve: {
    alias: [
      { find: '#tfjs-gradients', replacement: file('./scripts/tfjs-gradients-for-bundlers.ts') },
      ...alias,
    ],
  },
  plugins: [wasmAsBase64],
  // Only a cross-origin-isolated page has the memory that threads share.
  server: {
    headers: {
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    },
  },
  // What tests import only dynamically: found late, Vite would reload the page in the middle of a test.
  optimizeDeps: {
    include: [
      '@tensorflow/tfjs-core',
      '@tensorflow/tfjs-core/dist/flags.js',
      '@tensorflow/tfjs-core/dist/register_all_gradients.js',
      '@tensorflow/tfjs-layers',
      '@tensorflow/tfjs-backend-cpu',
      '@tensorflow/tfjs-backend-wasm',
      '@tensorflow/tfjs-backend-webgl',
      '@tensorflow/tfjs-backend-webgpu',
      'idb',
      '@observablehq/plot',
      'gifenc',
    ],
  },
  test: {
    name: 'browser',
    globalSetup: ['tests/support/announce.ts'],
    setupFiles: ['tests/support/seeded-math-random.ts'],
    include: [inBrowsers],
    testTimeout: 120_000, // the first steps compile shaders, in software where there is no GPU
    expect: patience,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      instances: [{ browser: 'chromium' }],
      provider: playwright({
        launchOptions: {
          executablePath: chromiumPath,
          args: [...chromiumFlags, '--enable-unsafe-webgpu'],
        },
      }),
    },
  },
};

// CI installs Chromium, so there a missing one is an error.
const withBrowser = existsSync(chromiumPath) || process.env.CI !== undefined;
if (!withBrowser) {
  console.warn(
    `No Chromium at ${chromiumPath}: the browser tests are left out. Install it, or set CHROMIUM to its path.`,
  );
}

export default defineConfig({
  test: {
    silent: 'passed-only',
    // Vitest itself leaves one core to its own process, which has little to do: of two cores that would be half.
    maxWorkers: availableParallelism(),
    projects: withBrowser ? [...node, browser] : node,
  },
});
