import { initializers, layers, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { classes } from '../data/digit-tensors';

/**
 * How far a label's mark is from 0: further than one number of the noise, or the label would be lost among them, and far less than
 * all of them together. Marks as long as the noise drown it, and every digit gets one handwriting.
 */
const length = 2;

/** A label as ten numbers: `length` at its digit, 0 elsewhere. Nothing of it is learned. */
export function labelMark(label: SymbolicTensor): SymbolicTensor {
  const embeddingsInitializer = initializers.identity({ gain: length });
  const mark = layers.embedding({
    inputDim: classes,
    outputDim: classes,
    embeddingsInitializer,
    trainable: false,
  });
  return layers.flatten().apply(mark.apply(label)) as SymbolicTensor;
}
