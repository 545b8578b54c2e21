import { describe, expect, it } from 'vitest';
import { loadFailure } from '../../src/backends/load-failure';

const webgl = '@tensorflow/tfjs-backend-webgl';
const explain = (cause: Error, packageName = webgl) => loadFailure('webgl', packageName, cause).message;

const missing = [
  new Error(`Cannot find package '${webgl}' imported from /app/node_modules/gan-core/dist/backends.js`), // Node, Bun
  new Error(`Cannot find module '${webgl}'\nRequire stack:\n- /app/node_modules/gan-core/dist/a.cjs`), // Node, webpack
  new Error(`Cannot find module '${webgl}' from 'node_modules/gan-core/dist/backends.cjs'`), // Jest
  new Error(`Could not resolve "${webgl}" imported by "gan-core".`), // Vite
  new ReferenceError('$e3af0b55fb4446f5$import$dfe5845cf0a556df is not defined'), // Parcel
  // Where esbuild or Rollup left the import as it is: Chromium, Firefox in two languages, Safari.
  new TypeError(`Failed to resolve module specifier '${webgl}'`),
  new TypeError(`The specifier “${webgl}” was a bare specifier, but was not remapped to anything.`),
  new TypeError(`O especificador “${webgl}” era um especificador simples, mas não foi remapeado.`),
  new TypeError(`Module name, '${webgl}' does not resolve to a valid URL.`),
];

describe('loadFailure', () => {
  it.each(missing)('takes it for missing: %s', (cause) => {
    const message = "Backend 'webgl': isn't installed. Run: npm install @tensorflow/tfjs-backend-webgl@4";
    expect(explain(cause)).toContain(message);
  });

  it.each([
    new Error("Cannot find module '/app/node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node'"),
    new Error(
      "Cannot find package 'seedrandom' imported from /app/node_modules/@tensorflow/tfjs-node/dist/a.js",
    ),
    new Error("Cannot find module '@tensorflow/tfjs-node-gpu'"),
    new TypeError('Failed to resolve module specifier "fs"'),
  ])('takes a package that is there, but lacks something, for one that fails to load: %s', (cause) => {
    expect(explain(cause, '@tensorflow/tfjs-node')).toContain(`couldn't be loaded (${cause})`);
  });
});
