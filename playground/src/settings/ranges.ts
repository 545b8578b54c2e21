import type { PlaneSettings } from './plane-settings';

/** Names of the settings that are numbers. */
export type NumberSetting = {
  [Name in keyof PlaneSettings]: PlaneSettings[Name] extends number ? Name : never;
}[keyof PlaneSettings];

/** What a number may be. */
export interface Range {
  readonly least: number;
  readonly most: number;
  readonly whole?: boolean;
}

/** What the page takes: large enough to break training, small enough not to break the page. */
export const ranges: Readonly<Record<NumberSetting, Range>> = {
  spread: { least: 0.001, most: 1 },
  noiseSize: { least: 1, most: 64, whole: true },
  penaltyWeight: { least: 0, most: 1000 },
  discriminatorSteps: { least: 1, most: 20, whole: true },
  generatorSteps: { least: 1, most: 20, whole: true },
  batchSize: { least: 2, most: 1024, whole: true },
  generatorRate: { least: 0, most: 1 },
  discriminatorRate: { least: 0, most: 1 },
  beta1: { least: 0, most: 0.999 },
  generatorLayers: { least: 0, most: 6, whole: true },
  generatorWidth: { least: 1, most: 512, whole: true },
  discriminatorLayers: { least: 0, most: 6, whole: true },
  discriminatorWidth: { least: 1, most: 512, whole: true },
  averageDecay: { least: 0, most: 0.9999 },
  seed: { least: 0, most: 1e15, whole: true },
};

/** Whether a number is one that the setting may be. */
export function isWithin(name: NumberSetting, value: number): boolean {
  return isInRange(ranges[name], value);
}

/** Whether a number lies in a range. */
export function isInRange({ least, most, whole }: Range, value: number): boolean {
  return Number.isFinite(value) && value >= least && value <= most && (!whole || Number.isInteger(value));
}
