import '@tensorflow/tfjs-backend-cpu';
import { join } from 'node:path';
import type { io } from '@tensorflow/tfjs-core';
import { initializers, layers, sequential } from '@tensorflow/tfjs-layers';
import { encode } from 'fast-png';
import jpeg from 'jpeg-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CompareProgram, files, generated, real } from './compare-program';

let compare: CompareProgram;
beforeAll(() => {
  compare = new CompareProgram();
});
afterAll(() => compare.close());

describe('pictures', () => {
  it('in folders have the numbers of the same pixels in arrays, whose Fréchet distance is scipy’s', () => {
    const [up, down] = [compare.writePngs('up'), compare.writePngs('down', { flipped: true })];
    const args = ['--features', 'pixels', '--metrics', 'frechet,kid'];
    const ofFolders = compare.json(up, down, ...args);
    expect(ofFolders.features).toEqual({ kind: 'pixels', source: 'pixels', dimension: 108 });
    // tests/references/compare-files.py, by singular values; pixels are float32 here
    expect(ofFolders.rows.frechet!.value! / 45.187269782670626).toBeCloseTo(1, 5);
    const ofArray = compare.json(join(files, 'pictures.npy'), down, ...args);
    expect(ofArray.rows).toEqual(ofFolders.rows);
    // PyTorch's order
    expect(compare.json(join(files, 'channels-first.npy'), down, ...args).rows).toEqual(ofFolders.rows);
  });

  it('are compared by a random network of the seed where nothing else is asked for', () => {
    const args = [
      compare.writePngs('some'),
      compare.writePngs('turned', { flipped: true }),
      '--metrics',
      'kid',
    ];
    const usual = compare.json(...args);
    expect(usual.features).toEqual({
      ...{ kind: 'random', source: 'random convolutional network, seed 0', dimension: 64 },
    });
    expect(compare.json(...args, '--seed', '1').rows.kid!.value).not.toBe(usual.rows.kid!.value);
    expect(compare.json(...args, '--threads', '1').rows).toEqual(usual.rows);
    expect(compare.json(...args, '--dimension', '16').features).toMatchObject({ dimension: 16 });
    expect(compare.json(args[0]!, args[0]!, '--metrics', 'frechet').rows.frechet!.value).toBeCloseTo(0, 9);
  });

  it('have one channel where all are gray', () => {
    const gray = compare.writePngs('gray', { gray: true });
    expect(compare.json(gray, gray, '--features', 'pixels', '--metrics', 'kid').features).toMatchObject({
      dimension: 36,
    });
    const colored = compare.writePngs('colored');
    expect(compare.json(gray, colored, '--features', 'pixels', '--metrics', 'kid').features).toMatchObject({
      dimension: 108,
    });
  });

  it('are resized, JPEG too, once a size is given', () => {
    const mixed = compare.writePngs('mixed');
    const data = Buffer.alloc(4 * 10 * 8, 200);
    compare.write(`${mixed}/a.jpg`, jpeg.encode({ width: 10, height: 8, data }, 90).data);
    expect(compare.run(mixed, mixed)).toMatchObject({
      status: 2,
      stderr:
        'gan-core: mixed/a.jpg: has 10x8 pixels where mixed/100.png has 6x6; expected one size. Resize all with --size N.\n',
    });
    const { features } = compare.json(
      mixed,
      mixed,
      '--size',
      '4',
      '--features',
      'pixels',
      '--metrics',
      'kid',
    );
    expect(features).toMatchObject({ dimension: 48 });
  });
});

describe('a model', () => {
  /** Saves a model whose hidden layer gives the mean of all pixels, with weights in two files. */
  async function saveModel(name: string): Promise<string> {
    const kernelInitializer = initializers.constant({ value: 1 / 108 });
    const model = sequential({
      layers: [
        layers.flatten({ inputShape: [6, 6, 3] }),
        layers.dense({ units: 1, name: 'hidden', kernelInitializer }),
        layers.dense({ units: 2 }),
      ],
    });
    let artifacts: io.ModelArtifacts | undefined;
    await model.save({
      save: async (given) => {
        artifacts = given;
        return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
      },
    });
    const { modelTopology, weightSpecs, weightData } = artifacts!;
    const bytes = Buffer.from(weightData as ArrayBuffer);
    compare.write(`${name}/one.bin`, bytes.subarray(0, 100));
    compare.write(`${name}/two.bin`, bytes.subarray(100));
    const weightsManifest = [{ paths: ['one.bin', 'two.bin'], weights: weightSpecs }];
    return compare.write(`${name}/model.json`, JSON.stringify({ modelTopology, weightsManifest }));
  }

  /** A folder of pictures of one color each. */
  function writePlain(name: string, levels: readonly number[]): string {
    for (const level of levels) {
      const data = new Uint8Array(108).fill(level);
      compare.write(`${name}/${level}.png`, encode({ width: 6, height: 6, channels: 3, data }));
    }
    return name;
  }

  it('gives the features of a layer, of pixels in its scale', async () => {
    const model = await saveModel('model');
    const [dark, light] = [writePlain('dark', [0, 51, 102]), writePlain('light', [153, 204, 255])];
    const args = [dark, light, '--features', model, '--layer', 'hidden', '--metrics', 'frechet'];
    // Means 0.2 and 0.8 of the same spread: 0.6².
    expect(compare.json(...args, '--scale', 'unit').rows.frechet!.value).toBeCloseTo(0.36, 5);
    expect(compare.json(...args).rows.frechet!.value).toBeCloseTo(4 * 0.36, 5);
    expect(compare.run(...args).stdout).toContain(`features   1 number a sample: layer hidden of ${model}\n`);
  });

  it('is refused where it has no such layer, or takes other samples', async () => {
    const model = await saveModel('other');
    const args = [join(files, 'pictures.npy'), join(files, 'pictures.npy'), '--features', model];
    expect(compare.run(...args).stderr).toMatch(
      /^gan-core: --layer: got no layer; expected one of .*: flatten_Flatten\d+, hidden, dense_Dense\d+\. The last but one/,
    );
    expect(compare.run(...args, '--layer', 'hiden').stderr).toMatch(
      /^gan-core: --layer: got 'hiden'; expected/,
    );
    expect(compare.run(real, generated, '--features', model, '--layer', 'hidden')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/real\.npy: has samples of 4 where the model takes 6x6x3/),
    });
    compare.write('graph.json', JSON.stringify({ modelTopology: { node: [] }, weightsManifest: [] }));
    expect(compare.run(real, generated, '--features', 'graph.json', '--layer', 'x').stderr).toMatch(
      /^gan-core: graph\.json: is no model of tfjs-layers; .* --output_format tfjs_layers_model\.\n$/,
    );
  });
});
