import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';

const LABELS = 3;

/** A generator of noise and a label, and a discriminator of a sample and a label, of tfjs-layers. */
export function generator() {
  const noise = tfl.input({ shape: [2] });
  const label = tfl.input({ shape: [1], dtype: 'int32' });
  const embedded = tfl.layers
    .flatten()
    .apply(tfl.layers.embedding({ inputDim: LABELS, outputDim: 2 }).apply(label)) as tfl.SymbolicTensor;
  const joined = tfl.layers.concatenate().apply([noise, embedded]) as tfl.SymbolicTensor;
  const outputs = tfl.layers.dense({ units: 2 }).apply(joined) as tfl.SymbolicTensor;
  return tfl.model({ inputs: [noise, label], outputs });
}

export function discriminator() {
  const samples = tfl.input({ shape: [2] });
  const label = tfl.input({ shape: [1], dtype: 'int32' });
  const embedded = tfl.layers
    .flatten()
    .apply(tfl.layers.embedding({ inputDim: LABELS, outputDim: 2 }).apply(label)) as tfl.SymbolicTensor;
  const joined = tfl.layers.concatenate().apply([samples, embedded]) as tfl.SymbolicTensor;
  const outputs = tfl.layers.dense({ units: 1 }).apply(joined) as tfl.SymbolicTensor;
  return tfl.model({ inputs: [samples, label], outputs });
}

/** Rows whose label can be read off them: the first value is the label, the second the row's number. */
export const rows = Array.from({ length: 12 }, (_, row) => [row % LABELS, row]);
export const real = () => tf.tensor2d(rows);
