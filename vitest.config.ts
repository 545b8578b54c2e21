import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import { chromiumFlags, chromiumPath } from './scripts/chromium';

const source = (path: string) => fileURLToPath(new URL(`./src/${path}`, import.meta.url));
const alias = [
  { find: /^gan-core$/, replacement: source('index.ts') },
  { find: /^gan-core\/(.*)$/, replacement: source('$1/index.ts') },
];

const node: TestProjectConfiguration = {
  resolve: { alias },
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
