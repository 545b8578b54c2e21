import { input, layers, model, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import type { Models } from './layer-kinds';

/** Layers that join several inputs, or look their output up. */
export const layerJoins: Models = {
  merges: () => {
    const [a, b, c] = [0, 1, 2].map(() => input({ shape: [3, 4, 2] })) as [
      SymbolicTensor,
      SymbolicTensor,
      SymbolicTensor,
    ];
    const kinds = [layers.add(), layers.multiply(), layers.average(), layers.maximum(), layers.minimum()];
    const joins = [-1, 1, 2].map((axis) => layers.concatenate({ axis }));
    return model({
      inputs: [a, b, c],
      outputs: [...kinds, ...joins].map((layer) => layer.apply([a, b, c]) as SymbolicTensor),
    });
  },
  'merges of images behind convolutions': () => {
    const x = input({ shape: [3, 4, 2] });
    const [a, b] = [0, 1].map(() =>
      layers.conv2d({ filters: 2, kernelSize: 1 }).apply(x),
    ) as SymbolicTensor[];
    const joins = [-1, 1, 2].map((axis) => layers.concatenate({ axis }));
    const outputs = [...joins, layers.add()].map((layer) => layer.apply([a!, b!]) as SymbolicTensor);
    return model({ inputs: x, outputs });
  },
  'a merge of other ranks': () => {
    const [a, b] = [input({ shape: [4] }), input({ shape: [3, 4] })];
    return model({
      inputs: [a, b],
      outputs: [layers.add().apply([a, b]), layers.multiply().apply([b, a])] as SymbolicTensor[],
    });
  },
  'a prelu before and behind a convolution': () => {
    const x = input({ shape: [3, 4, 2] });
    const prelu = layers.prelu({ sharedAxes: [1] });
    const before = prelu.apply(x);
    const convolved = layers.conv2d({ filters: 2, kernelSize: 1 }).apply(before);
    return model({ inputs: x, outputs: prelu.apply(convolved) as SymbolicTensor });
  },
  embedding: () => {
    const [a, b] = [input({ shape: [1], dtype: 'int32' }), input({ shape: [3], dtype: 'int32' })];
    const table = layers.embedding({ inputDim: 5, outputDim: 4 });
    return model({
      inputs: [a, b],
      outputs: [table.apply(a), table.apply(b)] as SymbolicTensor[],
    });
  },
};
