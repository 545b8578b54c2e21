import { layers, type Sequential, sequential } from '@tensorflow/tfjs-layers';
import { rowLength } from '../data/labelled-digits';

/** A row of pixels and its label in, a logit out. Dropout keeps it from learning the 10,000 digits by heart. */
export function digitDiscriminator(hiddenUnits: readonly number[], dropout: number): Sequential {
  const network = sequential();
  network.add(layers.inputLayer({ inputShape: [rowLength] }));
  for (const units of hiddenUnits) {
    network.add(layers.dense({ units }));
    network.add(layers.leakyReLU({ alpha: 0.2 }));
    network.add(layers.dropout({ rate: dropout }));
  }
  network.add(layers.dense({ units: 1 }));
  return network;
}
