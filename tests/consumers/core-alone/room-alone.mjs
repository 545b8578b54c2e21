// Prints which @tensorflow packages loading one module brings in: node room-alone.mjs import|require gan-core/losses
import { createRequire } from 'node:module';

const [, , how, name] = process.argv;
const require = createRequire(import.meta.url);
const exported = how === 'require' ? require(name) : await import(name);
// In Node all of tfjs is CommonJS, so that require's cache knows every one of its files, however it was asked for.
const packages = Object.keys(require.cache).flatMap(
  (path) => path.match(/@tensorflow[\\/](tfjs[\w-]*)/)?.[1] ?? [],
);
console.log(JSON.stringify({ names: Object.keys(exported), packages: [...new Set(packages)] }));
