import * as tf from '@tensorflow/tfjs-core';
import { installSecondOrderGradients } from 'gan-core/gradients';
import { expect, test } from 'vitest';

/** What stays without a gradient, and why. */
const reasons: Readonly<Record<string, readonly string[]>> = {
  'has no tensor that a gradient could reach': ['Fill', 'FromPixels', 'LinSpace', 'Range', 'Draw'],
  'is of complex numbers, through which tfjs passes no gradient': ['Complex', 'FFT', 'IFFT', 'Imag', 'Real'],
  'is of text': ['StaticRegexReplace', 'StringNGrams', 'StringSplit', 'StringToHashBucketFast'],
  'counts, draws, searches, or is of whole numbers': [
    'Bincount',
    'BitwiseAnd',
    'BroadcastArgs',
    'DenseBincount',
    'LowerBound',
    'Multinomial',
    'NonMaxSuppressionV3',
    'NonMaxSuppressionV4',
    'NonMaxSuppressionV5',
    'RaggedRange',
    'SearchSorted',
    'SparseReshape',
    'Unique',
    'UpperBound',
  ],
  'is run by nothing of tfjs-core': ['MatrixBandPart', 'Pool'],
  'is itself a gradient, of an operation that is right to first order': [
    'Dilation2DBackpropFilter',
    'Dilation2DBackpropInput',
    'EluGrad',
    'LRNGrad',
  ],
  'runs within an operation that has its own gradient': ['FusedDepthwiseConv2D'],
  'of no known use in GANs': [
    'MaxPoolWithArgmax',
    'RaggedGather',
    'RaggedTensorToTensor',
    'SparseFillEmptyRows',
    'SparseSegmentMean',
    'SparseSegmentSum',
  ],
};

test('every other kernel that tfjs-core names has a gradient while ours are installed', () => {
  const named = Object.entries(tf)
    .filter(([name, value]) => value === name || (name.startsWith('_') && typeof value === 'string'))
    .map(([, value]) => value as string);
  expect(named).toContain('DepthToSpace');
  expect(named.length).toBeGreaterThan(170);
  const restore = installSecondOrderGradients();
  const without = named.filter((name) => tf.getGradient(name) === undefined);
  restore();
  expect(without.sort()).toEqual(Object.values(reasons).flat().sort());
});
