import '@tensorflow/tfjs-backend-cpu';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { Trainer } from 'gan-core';
import { exportGenerator } from 'gan-core/export';
import { writeExport } from 'gan-core/node';
import { type Recipe, recipe } from './recipe';

const network = () => sequential({ layers: [layers.dense({ units: 1, inputShape: [1] })] });
/** They outlive the calls: models of tfjs-layers can't be made anew for each. */
const [generator, discriminator] = [network(), network()];
/** Draws nothing: an export only reads weights. */
const latent = {
  shape: [1],
  sample: () => {
    throw new Error('something was sampled');
  },
};

const folder = mkdtempSync(join(tmpdir(), 'generated-calls-'));
/** A call whose folder, wherever it is said to be, lies within a temporary one. */
const within =
  (call: typeof writeExport) =>
  (...[into, ...more]: Parameters<typeof writeExport>) =>
    call(typeof into === 'string' && into !== '' ? join(folder, into) : into, ...more);

export const recipesOfExport: readonly Recipe[] = [
  recipe('exportGenerator', exportGenerator, () => ({
    source: generator,
    options: { format: 'onnx', weights: 'current', network: 'g', name: 'g' },
  })),
  recipe('exportGenerator', exportGenerator, () => ({
    source: new Trainer({ generator, discriminator, latent, generatorEma: { decay: 0.99 } }),
    options: { format: 'tfjs', weights: 'average', network: 'generator', name: 'g' },
  })),
  recipe('writeExport', within(writeExport), () => ({
    folder: 'files',
    files: { 'a.json': '{}', 'b.bin': Uint8Array.of(1) },
  })),
];
