import '@tensorflow/tfjs-backend-cpu';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setBackend } from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { exportGenerator } from 'gan-core/export';
import { writeExport } from 'gan-core/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPython, printedByPython, python } from '../support/python';
import { root } from './program';

const docs = readdirSync(`${root}/docs`, { recursive: true, encoding: 'utf8' }).filter((path) =>
  /^(?!api\/|\.vitepress\/).*\.md$/.test(path),
);

/** The blocks of Python in a page. */
function blocksOf(page: string): string[] {
  return [...readFileSync(`${root}/${page}`, 'utf8').matchAll(/^```py\w*\n(.*?)^```$/gms)].map(
    ([, block]) => block!,
  );
}

/** The one block of a page that has these words. */
function blockWith(page: string, words: string): string {
  const found = blocksOf(page).filter((block) => block.includes(words));
  if (found.length !== 1) throw new Error(`${page} has ${found.length} blocks of Python with ${words}.`);
  return found[0]!;
}

/** What is run below, or is a part of what is. */
const known = [
  blockWith('README.md', 'def ring'),
  blockWith('docs/guides/from-pytorch.md', 'Conditional(2, 2)'),
  blockWith('docs/export.md', 'from generator import load'),
  blockWith('docs/export.md', 'def build()'),
];
const [ring, conditional, loads, builds] = known as [string, string, string, string];

it('every block of Python in README.md and docs is tried here', () => {
  const all = ['README.md', ...docs.map((page) => `docs/${page}`)].flatMap(blocksOf);
  expect(all.sort()).toEqual([...known].sort());
});

const without = hasPython('ast') ? '' : ` (left out: no Python at ${python})`;
it.skipIf(without !== '')(`each is a program of Python${without}`, () => {
  for (const block of known) printedByPython('import ast, sys; ast.parse(sys.stdin.read())', block);
  expect(() => printedByPython('import ast, sys; ast.parse(sys.stdin.read())', 'print(')).toThrow(
    'SyntaxError',
  );
});

describe('a generator for PyTorch, as docs/export.md shows it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'docs-python-'));
  beforeAll(async () => {
    await setBackend('cpu');
    // The generator of the page's program.
    const model = sequential({
      layers: [
        layers.dense({ units: 32, activation: 'relu', inputShape: [4], name: 'hidden' }),
        layers.dense({ units: 2, name: 'point' }),
      ],
    });
    await writeExport(folder, await exportGenerator(model, { format: 'pytorch' }));
    model.dispose();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is written with the lines that the page shows', () => {
    expect(readFileSync(join(folder, 'generator.py'), 'utf8')).toContain(builds);
  });

  it.skipIf(withoutTorch() !== '')(`is loaded by the page's program${withoutTorch()}`, () => {
    const printed = printedByPython(`${loads}print(list(points.shape))`, '', folder);
    expect(printed).toBe('[16, 2]\n');
  });
});

describe.skipIf(withoutTorch() !== '')(`programs of PyTorch${withoutTorch()}`, () => {
  it('the conditional GAN beside ours prints what the page says', { timeout: 120_000 }, () => {
    const claimed = [...conditional.matchAll(/# → (.*)$/gm)].map(([, line]) => line);
    expect(claimed).toHaveLength(1);
    expect(printedByPython(conditional).trim().split('\n')).toEqual(claimed);
  });

  it("the README's plays the same game: all eight modes are there", { timeout: 300_000 }, () => {
    const counted = `
angle = 2 * math.pi * torch.arange(8) / 8
distance = torch.cdist(samples, torch.stack([angle.cos(), angle.sin()], 1))
near = distance.min(1).values < 3 * 0.02
print(len(distance.argmin(1)[near].unique()))`;
    expect(printedByPython(ring + counted)).toBe('8\n');
  });
});

/** Why programs that need PyTorch are left out, or '' where they aren't. */
function withoutTorch(): string {
  return hasPython('torch') ? '' : ' (left out: no python3-torch at /usr/bin/python3)';
}
