import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { layers, loadLayersModel, sequential } from '@tensorflow/tfjs-layers';
import { exportGenerator } from 'gan-core/export';
import { expect, it } from 'vitest';

it('a page loads the model from the files that it offered', async () => {
  await tf.setBackend('cpu');
  const model = sequential({
    layers: [
      layers.dense({ inputShape: [4], units: 8, activation: 'relu' }),
      layers.reshape({ targetShape: [2, 2, 2] }),
      layers.conv2dTranspose({ filters: 1, kernelSize: 4, strides: 2, padding: 'same' }),
    ],
  });
  const exported = await exportGenerator(model, { format: 'tfjs' });
  const files = Object.entries(exported).map(([name, content]) => new File([content], name));
  const again = await loadLayersModel(tf.io.browserFiles(files));
  const latent = tf.randomNormal([3, 4]);
  const [expected, actual] = [model, again].map((each) => (each.predict(latent) as tf.Tensor).dataSync());
  expect([...actual!]).toEqual([...expected!]);
  // The other formats are loaded by a chunk of their own.
  const names = [];
  for (const format of ['onnx', 'pytorch'] as const)
    names.push(...Object.keys(await exportGenerator(model, { format })));
  expect(names).toEqual(['generator.onnx', 'generator.safetensors', 'generator.py']);
});
