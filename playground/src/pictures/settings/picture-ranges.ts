import type { Range } from '../../settings/ranges';
import type { PictureSettings } from './picture-settings';

/** Names of the settings that are numbers. */
export type PictureNumberSetting = {
  [Name in keyof PictureSettings]: PictureSettings[Name] extends number ? Name : never;
}[keyof PictureSettings];

/** What the page takes: large enough to break training, small enough not to break the page. */
export const pictureRanges: Readonly<Record<PictureNumberSetting, Range>> = {
  noiseSize: { least: 2, most: 128, whole: true },
  generatorFilters: { least: 2, most: 64, whole: true },
  discriminatorFilters: { least: 2, most: 64, whole: true },
  r1: { least: 0, most: 1000 },
  batchSize: { least: 2, most: 256, whole: true },
  learningRate: { least: 0, most: 1 },
  averageDecay: { least: 0, most: 0.9999 },
  seed: { least: 0, most: 1e15, whole: true },
};
