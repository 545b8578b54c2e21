import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import {
  initializers,
  input,
  type LayersModel,
  layers,
  model,
  type SymbolicTensor,
} from '@tensorflow/tfjs-layers';
import { exportGenerator } from 'gan-core/export';
import {
  extractFeatures,
  type FeaturePipeline,
  featuresFromPipeline,
  frechetDistance,
} from 'gan-core/metrics';
import * as ort from 'onnxruntime-web';
import { beforeAll, describe, expect, it } from 'vitest';

beforeAll(async () => {
  await tf.setBackend('cpu');
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'error';
});

/** As transformers.js's RawImage has it. */
interface Picture {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}
const toImage = (data: Uint8ClampedArray, width: number, height: number, channels: number): Picture => ({
  data,
  width,
  height,
  channels,
});

/** Pictures of whole pixels, from −1 to 1: nothing is rounded on the way. */
const pictures = (count: number, height: number, width: number, channels: number) => {
  const bytes = tf.floor(tf.randomUniform([count, height, width, channels], 0, 256, 'float32', 1));
  return tf.sub(tf.div(bytes, 127.5), 1) as tf.Tensor4D;
};

/** A network that takes pictures as vision transformers do, channels first, and gives four features. */
function smallNetwork(channels: number, height: number, width: number): LayersModel {
  const kernelInitializer = initializers.glorotUniform({ seed: 1 });
  const pixels = input({ shape: [channels, height, width], name: 'pixel_values' });
  const dense = layers.dense({ units: 4, activation: 'tanh', kernelInitializer, name: 'image_embeds' });
  return model({ inputs: pixels, outputs: dense.apply(layers.flatten().apply(pixels)) as SymbolicTensor });
}

/** A pipeline of transformers.js's shape: pixels to −1 to 1, channels first, then ONNX Runtime. */
async function onnxPipeline(network: LayersModel): Promise<FeaturePipeline<Picture>> {
  const { 'model.onnx': bytes } = await exportGenerator(network, { format: 'onnx', name: 'model' });
  const session = await ort.InferenceSession.create(bytes as Uint8Array);
  return async (images) => {
    const { width, height, channels } = images[0]!;
    const values = images.flatMap(({ data }) =>
      Array.from({ length: channels }, (_, channel) =>
        Array.from({ length: width * height }, (_, at) => (data[at * channels + channel]! / 255 - 0.5) / 0.5),
      ).flat(),
    );
    const dims = [images.length, channels, height, width];
    const feeds = { pixel_values: new ort.Tensor('float32', Float32Array.from(values), dims) };
    return (await session.run(feeds)).image_embeds!;
  };
}

describe('featuresFromPipeline', () => {
  it.each([1, 3, 64])('gives what an ONNX network gives, %i pictures at a time', async (batchSize) => {
    const network = smallNetwork(3, 6, 5);
    const images = pictures(7, 6, 5, 3);
    const features = featuresFromPipeline(await onnxPipeline(network), { toImage });
    const { values, dimension } = await extractFeatures(images, features, { batchSize });
    const expected = (network.predict(tf.transpose(images, [0, 3, 1, 2])) as tf.Tensor).dataSync();
    expect([dimension, values.length]).toEqual([4, 28]);
    for (const [index, value] of expected.entries()) expect(values[index]).toBeCloseTo(value, 6);
  });

  it('feeds metrics', async () => {
    const features = featuresFromPipeline(await onnxPipeline(smallNetwork(1, 4, 4)), { toImage });
    const [first, second] = [pictures(50, 4, 4, 1), pictures(50, 4, 4, 1)];
    const of = (images: tf.Tensor) => extractFeatures(images, features);
    expect((await frechetDistance(await of(first), await of(second))).value).toBeCloseTo(0, 6);
    expect((await frechetDistance(await of(first), await of(tf.neg(tf.abs(second))))).value).toBeGreaterThan(
      0.1,
    );
  });

  it('gives each picture its own pixels, by the scale', async () => {
    const seen: Picture[] = [];
    const pipeline = async (images: Picture[], settings?: { pool: boolean }) => {
      expect(settings).toEqual({ pool: true });
      seen.push(...images);
      return { dims: [images.length, 1], data: Float32Array.from(images, ({ data }) => data[0]!) };
    };
    const images = tf.tensor4d([0, 0.2, 0.4, 1, 0.6, 0.8, -1, 2], [2, 1, 2, 2]);
    const features = featuresFromPipeline(pipeline, { toImage, scale: 'unit', settings: { pool: true } });
    expect(await features(images)).toEqual({ values: Float32Array.of(0, 153), dimension: 1 });
    expect(seen.map(({ data }) => [...data])).toEqual([[0, 51, 102, 255], [153, 204, 0, 255]]); // biome-ignore format: rows
    expect(seen[0]).toMatchObject({ width: 2, height: 1, channels: 2 });
  });

  it('takes the first token or the mean of all, and asks which', async () => {
    const data = Float32Array.from({ length: 12 }, (_, index) => index);
    const pipeline = async () => ({ dims: [2, 3, 2], data });
    const of = (choice: { tokens?: 'first' | 'mean' }) =>
      featuresFromPipeline(pipeline, { toImage, ...choice })(pictures(2, 2, 2, 1));
    expect((await of({ tokens: 'first' })).values).toEqual(Float64Array.of(0, 1, 6, 7));
    expect((await of({ tokens: 'mean' })).values).toEqual(Float64Array.of(2, 3, 8, 9));
    await expect(of({})).rejects.toThrow(/^tokens: isn't set, .* 3 rows of 2 numbers .* 'first' or 'mean'/);
  });

  it('takes maps that were averaged to one pixel', async () => {
    const pipeline = async () => ({ dims: [2, 3, 1, 1], data: new Float32Array(6).fill(2) });
    const { values, dimension } = await featuresFromPipeline(pipeline, { toImage })(pictures(2, 2, 2, 1));
    expect([values.length, dimension]).toEqual([6, 3]);
  });

  it('keeps a copy: pipelines may use their memory again', async () => {
    const data = Float32Array.of(1, 2);
    const { values } = await featuresFromPipeline(async () => ({ dims: [2, 1], data }), { toImage })(
      pictures(2, 1, 1, 1),
    );
    data.fill(0);
    expect([...(values as Float32Array)]).toEqual([1, 2]);
  });

  it('leaves no tensor behind, and hears the signal while a pipeline hangs', async () => {
    const images = pictures(4, 2, 2, 1);
    const before = tf.memory().numTensors;
    const hanging = featuresFromPipeline(() => new Promise<never>(() => {}), { toImage });
    const stop = new AbortController();
    const waiting = extractFeatures(images, hanging, { signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([
    ['dims of another count', { dims: [3, 2], data: new Float32Array(6) }],
    ['too few values', { dims: [2, 2], data: new Float32Array(3) }],
    ['whole numbers', { dims: [2, 2], data: new Uint16Array(4) }],
    ['four axes', { dims: [2, 2, 2, 2], data: new Float32Array(16) }],
    ['one axis', { dims: [2], data: new Float32Array(2) }],
    ['nothing', undefined],
  ])('refuses %s of the pipeline', async (_, output) => {
    const features = featuresFromPipeline(async () => output as never, { toImage, tokens: 'mean' });
    await expect(features(pictures(2, 2, 2, 1))).rejects.toThrow(/^pipeline: gave .* for 2 images; expected/);
  });

  it.each([
    ['pipeline', () => featuresFromPipeline('clip' as never, { toImage })],
    ['toImage', () => featuresFromPipeline(async () => ({ dims: [], data: [] }), {} as never)],
    [
      'scale',
      () => featuresFromPipeline(async () => ({ dims: [], data: [] }), { toImage, scale: 'x' as never }),
    ],
    [
      'tokens',
      () => featuresFromPipeline(async () => ({ dims: [], data: [] }), { toImage, tokens: 'last' as never }),
    ],
    [
      'options',
      () => featuresFromPipeline(async () => ({ dims: [], data: [] }), { toImage, pool: true } as never),
    ],
  ] as const)('names %s', (argument, call) => {
    expect(call).toThrow(new RegExp(`^${argument}: `));
  });

  it('names images that are none', async () => {
    const features = featuresFromPipeline(async () => ({ dims: [], data: [] }), { toImage });
    for (const images of [tf.zeros([2, 4]), tf.zeros([1, 2, 2, 1], 'int32'), [[1]] as never])
      await expect(features(images)).rejects.toThrow(/^images: /);
  });
});

describe('extractFeatures', () => {
  it('waits for an async network, and checks what it promised', async () => {
    const images = tf.ones([5, 2]);
    const later = async (batch: tf.Tensor) => ({
      values: new Array(batch.shape[0]! * 2).fill(3),
      dimension: 2,
    });
    expect((await extractFeatures(images, later, { batchSize: 2 })).values).toEqual(
      new Float32Array(10).fill(3),
    );
    for (const given of [undefined, { values: [1, 2, 3], dimension: 2 }, { values: [1, 2] }])
      await expect(extractFeatures(images, async () => given as never)).rejects.toThrow(
        /^network: promised .*\{ values, dimension \}/,
      );
  });
});
