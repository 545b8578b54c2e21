import { builtinModules } from 'node:module';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../examples/catalog';
import { penaltyRecipes } from '../../examples/penalty-recipes';
import { penaltySettings } from '../../examples/penalty-settings';
import manifest from '../../package.json';
import { exampleModules } from '../../tsup.config';

const always = ['@tensorflow/tfjs-core', '@tensorflow/tfjs-layers'];

const plot = ['@observablehq/plot', 'linkedom'];
/** The packages that functions of gan-core load when they are called. */
const loadedBy: Readonly<Record<string, readonly string[]>> = {
  curvesSvg: plot,
  plotSvg: plot,
  scatterSvg: plot,
  gifBytes: ['gifenc'],
  pngBytes: ['fast-png'],
  writePng: ['fast-png'],
  svgToPng: ['@resvg/resvg-js', 'dejavu-fonts-ttf'],
};

/** The packages that an example needs, by its own files or by functions of gan-core; gan-core's own and Node's left out. */
async function importsOf(name: string): Promise<{ packages: string[]; source: string }> {
  const { metafile, outputFiles } = await build({
    entryPoints: [`examples/${name}.ts`],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    plugins: [
      {
        name: 'packages stay outside',
        setup({ onResolve }) {
          onResolve({ filter: /^[^./]/ }, ({ kind, path }) =>
            kind === 'entry-point' ? undefined : { path, external: true },
          );
        },
      },
    ],
  });
  const [output] = Object.values(metafile.outputs);
  const source = outputFiles[0]!.text;
  const resolved = [...source.matchAll(/require\w*\.resolve\("(.*?)\/package\.json"\)/g)].map(
    ([, path]) => path!,
  );
  const named = [...source.matchAll(/import \{([^}]*)\} from "gan-core\/(?:figures|node)"/g)].flatMap(
    ([, names]) => names!.split(',').map((name) => name.trim().split(' ')[0]!),
  );
  const loaded = named.flatMap((name) => loadedBy[name] ?? []);
  const packages = [...output!.imports.map(({ path }) => path), ...resolved, ...loaded].filter(
    (path) => !path.startsWith('node:') && !builtinModules.includes(path) && !path.startsWith('gan-core'),
  );
  return { packages, source };
}

describe.each(catalog)('$name', (example) => {
  it('lists the packages that it imports, and no other', async () => {
    const { packages } = await importsOf(example.name);
    // The backend is loaded by the Trainer, by its name.
    const expected = new Set(
      [...example.packages, ...always].filter((name) => name !== '@tensorflow/tfjs-backend-wasm'),
    );
    const known = new Set([...packages, ...always]);
    expect([...known].sort()).toEqual([...expected].sort());
    expect(example.packages).toContain('@tensorflow/tfjs-backend-wasm');
  });

  it('lists the files that it writes', async () => {
    const { source } = await importsOf(example.name);
    const written = [...source.matchAll(/save(?:Picture|Json)\(\s*"(.*?)"/g)].map(([, name]) => name);
    expect(new Set(written)).toEqual(new Set(example.files));
  });

  it('has a script for contributors', () => {
    expect((manifest.scripts as Record<string, string>)[`example:${example.name}`]).toBe(
      `tsx scripts/build-quietly.ts && node dist/cli.js ${example.name}`,
    );
  });
});

it('is all that is built for the program', () => {
  expect([...exampleModules].sort()).toEqual(['catalog', ...catalog.map(({ name }) => name)].sort());
});

it("names the penalties' recipes and their usual run as they are", () => {
  const penalties = catalog.find(({ name }) => name === 'penalties')!;
  expect(penalties.choice?.names).toEqual(penaltyRecipes.map(({ name }) => name));
  expect([penalties.steps?.usual, penalties.seeds?.usual]).toEqual([
    penaltySettings.steps,
    penaltySettings.seeds,
  ]);
});
