import type { Tensor } from '@tensorflow/tfjs-core';
import { fromPixels } from 'gan-core/images';
import { digitClassifier, extractFeatures, kernelInceptionDistance, randomFeatures } from 'gan-core/metrics';
import { comparedPictures, type PictureSet } from '../data/picture-set';
import type { PictureMeasurement } from './picture-measuring-messages';

/** Most pictures of the data that samples are compared with. */
const mostCompared = 500;
const kindsInAll = 10;
/** Of the samples, the least share that makes a kind count. */
const leastShare = 0.01;

/**
 * Measures samples against pictures by the kernel distance of features: those of a classifier of digits, or of a random network where
 * there is no classifier. The pictures are those that training doesn't see, where some were spared.
 */
export function createPictureMeasurer(pictures: PictureSet, areDigits: boolean) {
  const [height, width, channels] = pictures.shape;
  const each = height * width * channels;
  const classifier = areDigits ? digitClassifier() : undefined;
  const network = classifier?.features ?? randomFeatures();
  const tensorOf = (bytes: Uint8Array | Uint8ClampedArray) =>
    fromPixels(bytes, { shape: [bytes.length / each, height, width, channels] });
  const featuresOf = async (images: Tensor) => extractFeatures(images, network);
  const compared = tensorOf(comparedPictures(pictures).subarray(0, mostCompared * each));
  const real = featuresOf(compared).finally(() => compared.dispose());
  return async (step: number, samples: Uint8ClampedArray): Promise<PictureMeasurement> => {
    const images = tensorOf(samples);
    try {
      const { value, interval } = await kernelInceptionDistance(await real, await featuresOf(images));
      const kinds = classifier ? await kindsOf(classifier.modes(images)) : null;
      return { step, distance: value, interval, kinds };
    } finally {
      images.dispose();
    }
  };
}

async function kindsOf(modes: Tensor): Promise<number> {
  const values = await modes.data();
  modes.dispose();
  const counts = Array<number>(kindsInAll).fill(0);
  for (const kind of values) counts[kind]!++;
  return counts.filter((count) => count >= leastShare * values.length).length;
}
