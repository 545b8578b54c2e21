/**
 * A way out: a trained network as files of tfjs-layers, of PyTorch, or of ONNX.
 *
 * @packageDocumentation
 */
export type { TrainableModel } from '../tfjs';
export {
  type ExportedFiles,
  type ExportOptions,
  exportGenerator,
  type TrainerToExport,
} from './export-generator';
