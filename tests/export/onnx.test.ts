import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers';
import { exportGenerator } from 'gan-core/export';
import { writeExport } from 'gan-core/node';
import * as ort from 'onnxruntime-web';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPython, runPython } from '../support/python';
import { layerJoins } from './layer-joins';
import { layerKinds } from './layer-kinds';
import { inputsFor, outputsOf, withRandomWeights } from './run-model';
import { wholeNetworks } from './whole-networks';

const models = { ...layerKinds, ...layerJoins, ...wholeNetworks };
const folder = mkdtempSync(join(tmpdir(), 'onnx-'));

beforeAll(() => {
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'error';
});
afterAll(() => rmSync(folder, { recursive: true }));

async function exported(model: LayersModel): Promise<Uint8Array> {
  const files = await exportGenerator(model, { format: 'onnx' });
  return files['generator.onnx'] as Uint8Array;
}

/** What ONNX Runtime gives, all outputs in their order. */
async function runOnnx(bytes: Uint8Array, inputs: tf.Tensor[]): Promise<ort.Tensor[]> {
  const session = await ort.InferenceSession.create(bytes);
  const feeds = inputs.map((tensor, index) => {
    const values = tensor.dataSync() as Float32Array | Int32Array;
    const type = tensor.dtype === 'int32' ? 'int32' : 'float32';
    return [session.inputNames[index]!, new ort.Tensor(type, values as never, tensor.shape)];
  });
  const results = await session.run(Object.fromEntries(feeds));
  const outputs = session.outputNames.map((name) => results[name]!);
  await session.release();
  return outputs;
}

function largestDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  return Math.max(...Array.from(expected, (value, index) => Math.abs(value - actual[index]!)));
}

describe('ONNX Runtime gives what the model gives', () => {
  it.each(Object.entries(models))('%s', async (_, make) => {
    const model = withRandomWeights(make());
    const inputs = inputsFor(model);
    const expected = outputsOf(model, inputs);
    const actual = await runOnnx(await exported(model), inputs);
    expect(actual.map(({ dims }) => dims)).toEqual(expected.map(({ shape }) => shape));
    const differences = expected.map((tensor, index) =>
      largestDifference(actual[index]!.data as Float32Array, tensor.dataSync()),
    );
    for (const difference of differences) expect(difference).toBeLessThan(1e-5);
    tf.dispose([...inputs, ...expected]);
    model.dispose();
  });

  it('images of an open size', async () => {
    const model = withRandomWeights(
      sequential({
        layers: [
          layers.conv2d({
            inputShape: [null, null, 2],
            filters: 3,
            kernelSize: 4,
            strides: 2,
            padding: 'same',
          }),
          layers.averagePooling2d({ poolSize: 3, strides: 2, padding: 'same' }),
          layers.upSampling2d({}),
          layers.conv2dTranspose({ filters: 1, kernelSize: 3, strides: 2, padding: 'same' }),
        ],
      }),
    );
    const bytes = await exported(model);
    for (const shape of [
      [1, 7, 9, 2],
      [2, 8, 5, 2],
    ]) {
      const x = tf.randomNormal(shape, 0, 1, 'float32', 1);
      const expected = model.predict(x) as tf.Tensor;
      const [actual] = await runOnnx(bytes, [x]);
      expect(actual!.dims).toEqual(expected.shape);
      expect(largestDifference(actual!.data as Float32Array, expected.dataSync())).toBeLessThan(1e-5);
      tf.dispose([x, expected]);
    }
    model.dispose();
  });
});

const checked = hasPython('onnx');
describe.skipIf(!checked)(
  `ONNX's checker${checked ? '' : ' (left out: no python3-onnx at /usr/bin/python3)'}`,
  () => {
    it('finds nothing wrong, with shapes inferred', async () => {
      const paths: string[] = [];
      for (const [index, make] of Object.values(models).entries()) {
        const model = make();
        const files = await exportGenerator(model, { format: 'onnx', name: `m${index}` });
        paths.push(...(await writeExport(folder, files)));
        model.dispose();
      }
      const program = `
import json, sys, onnx
from onnx import shape_inference
opsets = []
for path in json.load(sys.stdin):
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    shape_inference.infer_shapes(model, strict_mode=True)
    opsets += [entry.version for entry in model.opset_import]
print(json.dumps(opsets))`;
      expect(runPython(program, paths)).toEqual(paths.map(() => 15));
    });
  },
);

describe('layers that ONNX has nothing for', () => {
  it('are named, all of them at once', async () => {
    const model = sequential({
      layers: [
        layers.conv2d({
          inputShape: [4, 4, 1],
          filters: 1,
          kernelSize: 2,
          dataFormat: 'channelsFirst',
          name: 'c',
        }),
        layers.reshape({ targetShape: [4, 3] }),
        layers.masking({ name: 'm' }),
        layers.timeDistributed({ layer: layers.dense({ units: 2 }), name: 't' }),
      ],
    });
    await expect(exported(model)).rejects.toThrow(
      "source: has layers that can't be written as ONNX: 'c' (Conv2D: dataFormat 'channelsFirst'), 'm' (Masking), 't' (TimeDistributed); expected others, or the format 'tfjs'.",
    );
    model.dispose();
  });
});
