import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import type { Plugin } from 'esbuild';

const core = '@tensorflow/tfjs-core';
const publicNames: Record<string, unknown> = { ...tf };

/**
 * Bundles tfjs-core's own `register_all_gradients` into one file that Node can load.
 *
 * Node can't import that module where it lies: its imports have no extensions. Everything that tfjs-core exports
 * publicly stays an import of tfjs-core, so that the file holds the gradients and nothing else: no second copy of
 * the operations, the engine or the tensor class.
 */
export function tfjsGradientsPlugin(): Plugin {
  return {
    name: 'tfjs-gradients',
    setup(build) {
      build.onResolve({ filter: /^\.\.?\// }, (args) => {
        if (!args.importer.includes('tfjs-core')) return undefined;
        const path = `${resolve(args.resolveDir, args.path)}.js`;
        return { path, namespace: 'tfjs-core' };
      });
      build.onResolve({ filter: /register_all_gradients\.js$/ }, (args) => ({
        path: resolve(args.path),
        namespace: 'tfjs-core',
      }));
      build.onLoad({ filter: /.*/, namespace: 'tfjs-core' }, (args) => ({
        contents: publicFace(args.path) ?? readFileSync(args.path, 'utf8'),
        resolveDir: dirname(args.path),
        loader: 'js',
      }));
    },
  };
}

/** The module as a re-export of tfjs-core's public names, or undefined where one of its names isn't public. */
function publicFace(path: string): string | undefined {
  const name = path.match(/([^/]+)\.js$/)?.[1] ?? '';
  if (name === 'engine') return `import { engine } from '${core}'; export const ENGINE = engine();`;
  const names = exportedNames(readFileSync(path, 'utf8'));
  if (names.length === 0) return undefined;
  const namespace = publicNames[name] as Record<string, unknown> | undefined;
  if (typeof namespace === 'object' && names.every((each) => each in namespace)) {
    return `import { ${name} } from '${core}'; export const { ${Object.keys(namespace)} } = ${name};`;
  }
  // Operations and kernel names are public under their own name; the helpers of a few files aren't: bundle those.
  return names.every((each) => each in publicNames)
    ? `export { ${names.join(', ')} } from '${core}';`
    : undefined;
}

function exportedNames(source: string): string[] {
  const declared = [...source.matchAll(/^export (?:const|let|function|class) (\w+)/gm)].map(
    (match) => match[1]!,
  );
  const listed = [...source.matchAll(/^export \{ ([^}]+) \};/gm)].flatMap((match) => match[1]!.split(', '));
  return [...declared, ...listed].filter((each) => !each.includes(' as '));
}
