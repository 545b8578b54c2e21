import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import type { Plugin } from 'vite';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import { chromiumFlags, chromiumPath } from './scripts/chromium';

const require = createRequire(import.meta.url);
const source = (path: string) => fileURLToPath(new URL(`./src/${path}`, import.meta.url));
const alias = [
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
    const file = require.resolve(id.replace('virtual:', '').replaceAll(':', '/'));
    return `export default '${readFileSync(file).toString('base64')}';`;
  },
};

const node: TestProjectConfiguration = {
  resolve: { alias },
  plugins: [wasmAsBase64],
  test: {
    name: 'node',
    setupFiles: ['tests/support/seeded-math-random.ts'],
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/**/*.browser.test.ts'],
    testTimeout: 60_000,
  },
};

const browser: TestProjectConfiguration = {
  resolve: { alias },
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
    ],
  },
  test: {
    name: 'browser',
    setupFiles: ['tests/support/seeded-math-random.ts'],
    include: ['tests/**/*.browser.test.ts'],
    testTimeout: 120_000, // the first steps compile shaders, in software where there is no GPU
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
  test: { silent: 'passed-only', projects: withBrowser ? [node, browser] : [node] },
});
