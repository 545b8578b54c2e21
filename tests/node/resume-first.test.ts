import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { run } from './run-program';

const folder = mkdtempSync(join(tmpdir(), 'gan-core-resume-first-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A program as in docs/runs.md: it resumes what is there, before anything else has started a backend. */
const program = `
  import { layers, sequential } from '@tensorflow/tfjs-layers';
  import { gaussianRing, normalLatent, Trainer } from 'gan-core';
  import { fileStore } from 'gan-core/node';
  const dense = (units) => () => sequential({ layers: [layers.dense({ units, inputShape: [2] })] });
  const trainer = new Trainer({
    generator: dense(2),
    discriminator: dense(1),
    latent: normalLatent(2),
    backend: 'wasm',
    seed: 1,
  });
  const store = fileStore(${JSON.stringify(folder)});
  console.log((await trainer.restore(store))?.step ?? 'begins');
  await trainer.fit(gaussianRing(), { steps: 5 });
  await trainer.save(store);
`;

it('a process that restores before it does anything else goes on', async () => {
  const said = [await run(program), await run(program), await run(program)];
  expect(said.map(({ end, error }) => [end, error])).toEqual([0, 1, 2].map(() => [0, '']));
  expect(said.map(({ out }) => out.trim())).toEqual(['begins', '5', '10']);
});
