import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { exportGenerator } from 'gan-core/export';
import { writeExport } from 'gan-core/node';
import { afterAll, describe, expect, it } from 'vitest';
import { hasPython, runPython } from '../support/python';
import { layerJoins } from './layer-joins';
import { layerKinds } from './layer-kinds';
import { inputsFor, outputsOf, withRandomWeights } from './run-model';
import { wholeNetworks } from './whole-networks';

const models = { ...layerKinds, ...layerJoins, ...wholeNetworks };
const folder = mkdtempSync(join(tmpdir(), 'pytorch-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Values with their shape, images with their channels in front, as PyTorch has them. */
function forTorch(tensor: tf.Tensor): { shape: number[]; values: number[]; dtype: string } {
  const inFront = tensor.rank === 4 ? tf.transpose(tensor, [0, 3, 1, 2]) : tensor;
  return { shape: inFront.shape, values: [...inFront.dataSync()], dtype: tensor.dtype };
}

const program = `
import importlib.util, json, sys, torch
torch.set_num_threads(1)

def run(case):
    spec = importlib.util.spec_from_file_location(case['name'], case['program'])
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    network = module.load()
    inputs = [torch.tensor(each['values'], dtype=torch.long if each['dtype'] == 'int32' else torch.float32).reshape(each['shape'])
              for each in case['inputs']]
    with torch.no_grad():
        outputs = network(*inputs)
    outputs = outputs if isinstance(outputs, tuple) else (outputs,)
    return {'kind': type(network).__name__, 'outputs': [{'shape': list(y.shape), 'values': y.flatten().tolist()} for y in outputs]}

print(json.dumps([run(case) for case in json.load(sys.stdin)]))`;

interface Ran {
  readonly kind: string;
  readonly outputs: readonly { readonly shape: number[]; readonly values: number[] }[];
}

const hasTorch = hasPython('torch');
describe.skipIf(!hasTorch)(
  `PyTorch gives what the model gives${hasTorch ? '' : ' (left out: no python3-torch at /usr/bin/python3)'}`,
  () => {
    const expected: ReturnType<typeof forTorch>[][] = [];
    let ran: Ran[];
    it('loads the programs and the weights', { timeout: 120_000 }, async () => {
      const cases: object[] = [];
      for (const [index, make] of Object.values(models).entries()) {
        const model = withRandomWeights(make());
        const inputs = inputsFor(model);
        const outputs = outputsOf(model, inputs);
        const name = `m${index}`;
        const files = await exportGenerator(model, { format: 'pytorch', name });
        await writeExport(folder, files);
        cases.push({ name, program: join(folder, `${name}.py`), inputs: inputs.map(forTorch) });
        expected.push(outputs.map(forTorch));
        tf.dispose([...inputs, ...outputs]);
        model.dispose();
      }
      ran = runPython(program, cases) as Ran[];
    });

    it.each(Object.keys(models).map((name, index) => [name, index] as const))('%s', (_, index) => {
      const { outputs } = ran[index]!;
      expect(outputs.map(({ shape }) => shape)).toEqual(expected[index]!.map(({ shape }) => shape));
      outputs.forEach(({ values }, output) => {
        const wanted = expected[index]![output]!.values;
        const difference = Math.max(...wanted.map((value, place) => Math.abs(value - values[place]!)));
        expect(difference).toBeLessThan(1e-5);
      });
    });

    it('a chain of layers is an nn.Sequential, one with branches a module of its own', () => {
      const kinds = Object.fromEntries(Object.keys(models).map((name, index) => [name, ran[index]!.kind]));
      for (const name of [
        'mlp',
        'dcgan',
        'upsampling',
        'discriminator',
        'a model at the beginning of a model',
      ])
        expect(kinds[name]).toBe('Sequential');
      expect(kinds.conditional).toBe('Network');
    });
  },
);

describe('the program of Python', () => {
  it("has the layers' names, and PyTorch's for their weights", async () => {
    const model = sequential({
      layers: [
        layers.dense({ inputShape: [2], units: 8, name: 'start' }),
        layers.reshape({ targetShape: [2, 2, 2], name: 'image' }),
        layers.conv2dTranspose({ filters: 1, kernelSize: 3, strides: 2, padding: 'same', name: 'up' }),
        layers.batchNormalization({ name: 'eval', epsilon: 1e-5 }),
      ],
    });
    const files = await exportGenerator(model, { format: 'pytorch', name: 'net' });
    expect(files['net.py']).toContain(`
    return nn.Sequential(OrderedDict([
        ('start', nn.Linear(2, 8)),
        ('image', Reshape(2, 2, 2)),
        ('up_channels_first', Permute(0, 3, 1, 2)),
        ('up', nn.ConvTranspose2d(2, 1, (3, 3), stride=(2, 2))),
        ('up_cut', nn.ZeroPad2d((0, -1, 0, -1))),
        ('eval_', nn.BatchNorm2d(1, eps=0.00001, momentum=0.01)),
    ]))
`);
    const bytes = files['net.safetensors'] as Uint8Array;
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    const text = new TextDecoder().decode(bytes.subarray(8, 8 + length));
    const { __metadata__, ...header } = JSON.parse(text) as Record<string, { shape?: number[] }>;
    expect(__metadata__).toEqual({ format: 'pt' });
    const shapes = Object.fromEntries(Object.entries(header).map(([key, { shape }]) => [key, shape]));
    expect(shapes).toEqual({
      'start.weight': [8, 2],
      'start.bias': [8],
      'up.weight': [2, 1, 3, 3],
      'up.bias': [1],
      'eval_.weight': [1],
      'eval_.bias': [1],
      'eval_.running_mean': [1],
      'eval_.running_var': [1],
    });
    model.dispose();
  });

  it('holds nothing of what a hostile model calls its layers and settings', async () => {
    const name = '"""\nimport os\nos.abort()\n"""';
    const model = sequential({
      layers: [layers.dense({ inputShape: [1], units: 1 }), layers.leakyReLU()],
    });
    Object.assign(model.layers[1]!, { name });
    const files = await exportGenerator(model, { format: 'pytorch' });
    expect(files['generator.py']).not.toMatch(/import os|abort\(/);
    Object.assign(model.layers[1]!, { alpha: '0); os.abort(' });
    for (const format of ['pytorch', 'onnx'] as const) {
      await expect(exportGenerator(model, { format })).rejects.toThrow(
        /^source: alpha of the layer .* expected numbers/s,
      );
    }
    model.dispose();
  });

  it('refuses layers that it has nothing for, all of them at once', async () => {
    const open = sequential({
      layers: [
        layers.conv2d({
          inputShape: [null, 4, 1],
          filters: 1,
          kernelSize: 3,
          strides: 2,
          padding: 'same',
          name: 'c',
        }),
        layers.averagePooling2d({ poolSize: 2, padding: 'same', name: 'p' }),
      ],
    });
    await expect(exportGenerator(open, { format: 'pytorch' })).rejects.toThrow(
      "source: has layers that can't be written as PyTorch modules: 'c' (Conv2D: padding 'same' of an open size), 'p' (AveragePooling2D: padding 'same' of an open size)",
    );
    const across = sequential({
      layers: [layers.layerNormalization({ inputShape: [3, 4], axis: 1, name: 'n' })],
    });
    await expect(exportGenerator(across, { format: 'pytorch' })).rejects.toThrow(
      "'n' (LayerNormalization: axis 1, not the last ones)",
    );
    open.dispose();
    across.dispose();
  });
});
