import type { Row } from '../measure';
import { activationLayerRows, activationRows } from './activations';
import { convolutionRows } from './convolutions';
import { dilatedConvolutionRows } from './dilated-convolutions';
import { elementwiseRows } from './elementwise';
import { imageRows } from './images';
import { movingRows } from './moves';
import { normalizationRows } from './normalization';
import { poolingRows } from './pooling';
import { productRows } from './products';
import { readAndWriteRows } from './reads-and-writes';
import { reductionRows } from './reductions';
import { shapeRows } from './shapes';

/** Every row, by the table that it stands in. */
export const tables: Readonly<Record<string, readonly Row[]>> = {
  activations: activationRows,
  'activation layers': activationLayerRows,
  convolutions: convolutionRows,
  'dilated convolutions': dilatedConvolutionRows,
  'pooling and resizing': poolingRows,
  'normalization and dropout': normalizationRows,
  'shapes and merges': shapeRows,
  'elementwise operations': elementwiseRows,
  'reductions and choices': reductionRows,
  'matMul and einsum': productRows,
  'moving values': movingRows,
  'reading and writing at places, and products': readAndWriteRows,
  images: imageRows,
};
