import '@tensorflow/tfjs-backend-cpu';
import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import * as losses from 'gan-core/losses';
import { expect, it } from 'vitest';
import { lossesPage } from '../../scripts/losses/losses-page';
import { measureLosses } from '../../scripts/losses/measure-losses';
import { rows } from '../../scripts/losses/rows';

tf.enableProdMode();
await tf.setBackend('cpu');
const measured = measureLosses();

it.each(measured.map((each) => [each.row.code, each] as const))(
  '%s measures its divergence: a tabular D trained to its optimum reads the exact value',
  (_, { reading, exact }) => {
    expect(Math.abs(reading - exact)).toBeLessThan(1e-5);
  },
);

it('the worst reading is off by less than 1e-3', () => {
  const errors = measured.map(({ reading, exact }) => Math.abs(reading - exact));
  console.info(`worst error of a reading: ${Math.max(...errors).toExponential(1)}`);
  expect(Math.max(...errors)).toBeLessThan(1e-3);
});

it('docs/losses.md is what npm run losses-table writes', () => {
  expect(readFileSync('docs/losses.md', 'utf8')).toBe(lossesPage(measured));
});

it('the page has every loss that is exported, and every f-divergence', () => {
  const names = Object.keys(losses).filter((name) => /(Loss|FDivergence)$/.test(name));
  const halves = /(Discriminator|Generator|Matching|Classifier)Loss$/;
  const listed = rows.map(({ code }) => code).join();
  for (const name of names.filter((each) => !halves.test(each) && each !== 'fGanLoss')) {
    expect(listed).toContain(name);
  }
});

it('only the Wasserstein loss has no reading of its own', () => {
  const without = rows.filter(({ loss }) => loss.divergence === undefined).map(({ code }) => code);
  expect(without).toEqual(['wassersteinLoss()']);
});
