import type { Translations } from '../network/refuse-unmapped';
import type { OnnxGraph } from './onnx-graph';

/** Translations to ONNX, by the classes of tfjs-layers. */
export type OnnxTranslations = Translations<OnnxGraph>;
