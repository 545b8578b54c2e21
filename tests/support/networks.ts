import * as tfl from '@tensorflow/tfjs-layers';

/** A factory of a small perceptron with ReLUs; it ends in raw outputs, so it can be either player. */
export function perceptron(
  inputs: number,
  hidden: readonly number[],
  outputs: number,
): () => tfl.LayersModel {
  return () => {
    const model = tfl.sequential();
    hidden.forEach((units, index) => {
      model.add(
        tfl.layers.dense({ units, activation: 'relu', ...(index === 0 ? { inputShape: [inputs] } : {}) }),
      );
    });
    model.add(tfl.layers.dense({ units: outputs, ...(hidden.length === 0 ? { inputShape: [inputs] } : {}) }));
    return model;
  };
}
