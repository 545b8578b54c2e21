import { describe, expect, it } from 'vitest';
import { loadFailure } from '../../src/backends/load-failure';

const webgl = '@tensorflow/tfjs-backend-webgl';
const explain = (message: string, packageName = webgl) =>
  loadFailure('webgl', packageName, new Error(message)).message;

// As printed by the runs of scripts/consumers, and by Firefox and Safari as their sources have it.
const missing = [
  `Cannot find package '${webgl}' imported from /app/node_modules/gan-core/dist/backends.js`, // Node, Bun
  `Cannot find module '${webgl}'\nRequire stack:\n- /app/node_modules/gan-core/dist/backends.cjs`, // Node, webpack
  `Cannot find module '${webgl}' from 'node_modules/gan-core/dist/backends.cjs'`, // Jest
  `Could not resolve "${webgl}" imported by "gan-core".`, // Vite
  `Failed to resolve module specifier '${webgl}'`, // Chromium, where esbuild or Rollup left the import as it is
  `The specifier “${webgl}” was a bare specifier, but was not remapped to anything.`, // Firefox
  `Module name, '${webgl}' does not resolve to a valid URL.`, // Safari
  '$e3af0b55fb4446f5$import$dfe5845cf0a556df is not defined', // Parcel
];

describe('loadFailure', () => {
  it.each(missing)('takes it for missing: %s', (message) => {
    const mend = "Backend 'webgl': isn't installed. Run: npm install @tensorflow/tfjs-backend-webgl@4";
    expect(explain(message)).toContain(mend);
  });

  it.each([
    "Cannot find module '/app/node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node'",
    "Cannot find package 'seedrandom' imported from /app/node_modules/@tensorflow/tfjs-node/dist/index.js",
    "Cannot find module '@tensorflow/tfjs-node-gpu'",
    'Failed to resolve module specifier "fs"',
  ])('takes a package that is there, but lacks something, for one that fails to load: %s', (message) => {
    expect(explain(message, '@tensorflow/tfjs-node')).toContain(`couldn't be loaded (Error: ${message})`);
  });
});
