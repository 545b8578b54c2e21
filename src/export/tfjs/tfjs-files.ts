import { clone, dispose, io, type Tensor } from '@tensorflow/tfjs-core';
import type { LayersModel } from '../network/layers-model';

/** A model of tfjs-layers, copied with the weights that it had then. */
export interface CopiedModel {
  /** Reads the copies from the backend, frees them, and gives the files that tfjs-layers loads a model from. */
  read(): Promise<Record<string, Uint8Array<ArrayBuffer> | string>>;
}

/** The file of all weights, beside `model.json`. */
const WEIGHTS = 'weights.bin';

/**
 * Copies a model for files such as `model.save('file://…')` of tfjs-node writes.
 *
 * @param model - a model that was checked
 */
export function copyModel(model: LayersModel): CopiedModel {
  const modelTopology = model.toJSON(null, false);
  const seen = new Set<string>();
  const copies: { name: string; tensor: Tensor }[] = [];
  for (const weight of model.weights) {
    // tfjs lists the weights of a layer that stands twice in a model twice, and reads them by name.
    if (seen.has(weight.originalName)) continue;
    seen.add(weight.originalName);
    copies.push({ name: weight.originalName, tensor: clone(weight.read()) });
  }
  return {
    read: async () => {
      try {
        const { data, specs } = await io.encodeWeights(copies);
        const json = {
          format: 'layers-model',
          generatedBy: 'gan-core',
          convertedBy: null,
          modelTopology,
          weightsManifest: [{ paths: [WEIGHTS], weights: specs }],
        };
        return { 'model.json': JSON.stringify(json), [WEIGHTS]: new Uint8Array(data) };
      } finally {
        dispose(copies.map(({ tensor }) => tensor));
      }
    },
  };
}
