// Features by a pipeline of transformers.js: a small network of ours, written as ONNX by gan-core/export, beside the same in tfjs.
import { mkdirSync, writeFileSync } from 'node:fs';
import { env, pipeline, RawImage } from '@huggingface/transformers';
import * as tf from '@tensorflow/tfjs-core';
import { initializers, input, layers, model } from '@tensorflow/tfjs-layers';
import { useBackend } from 'gan-core/backends';
import { exportGenerator } from 'gan-core/export';
import { extractFeatures, featuresFromPipeline } from 'gan-core/metrics';

await useBackend('wasm');
const [side, channels] = [8, 3];
const kernelInitializer = initializers.glorotUniform({ seed: 1 });
const pixels = input({ shape: [channels, side, side], name: 'pixel_values' });
const flat = layers.flatten().apply(pixels);
const dense = layers.dense({ units: 4, activation: 'tanh', kernelInitializer, name: 'image_embeds' });
const network = model({ inputs: pixels, outputs: dense.apply(flat) });

const folder = 'models/small';
mkdirSync(`${folder}/onnx`, { recursive: true });
const { 'model.onnx': onnx } = await exportGenerator(network, { format: 'onnx', name: 'model' });
writeFileSync(`${folder}/onnx/model.onnx`, onnx);
writeFileSync(`${folder}/config.json`, JSON.stringify({ model_type: 'vit', architectures: ['ViTModel'] }));
const processor = {
  image_processor_type: 'ViTImageProcessor',
  do_resize: false,
  do_rescale: true,
  rescale_factor: 1 / 255,
  do_normalize: true,
  image_mean: [0.5, 0.5, 0.5],
  image_std: [0.5, 0.5, 0.5],
  size: { height: side, width: side },
};
writeFileSync(`${folder}/preprocessor_config.json`, JSON.stringify(processor));

env.allowRemoteModels = false;
env.localModelPath = `${process.cwd()}/models/`;
const extractor = await pipeline('image-feature-extraction', 'small', { dtype: 'fp32' });
const features = featuresFromPipeline(extractor, { toImage: (...picture) => new RawImage(...picture) });

// Of pixels in whole numbers, so that nothing is rounded on the way.
const bytes = tf.floor(tf.randomUniform([7, side, side, channels], 0, 256, 'float32', 1));
const images = tf.sub(tf.div(bytes, 127.5), 1);
const { values, dimension } = await extractFeatures(images, features, { batchSize: 3 });
const expected = await network.predict(tf.transpose(images, [0, 3, 1, 2])).data();
const far = expected.filter((value, index) => !(Math.abs(value - values[index]) < 1e-5));
const fits = dimension === 4 && values.length === expected.length && far.length === 0;
console.log(
  JSON.stringify(fits ? { checks: ['features of 7 pictures'] } : { error: `${far.length} features differ` }),
);
