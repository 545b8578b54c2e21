import type { Translations } from '../network/refuse-unmapped';
import type { TorchModules } from './torch-modules';

/** Translations to modules of PyTorch, by the classes of tfjs-layers. */
export type TorchTranslations = Translations<TorchModules>;
