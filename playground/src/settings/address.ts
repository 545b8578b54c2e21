import {
  activationChoices,
  backendChoices,
  type Choice,
  dataChoices,
  lossChoices,
  noiseChoices,
  optimizerChoices,
  penaltyChoices,
} from './choices';
import { defaultSettings, type PlaneSettings } from './plane-settings';
import { decodePoints, encodePoints } from './points-text';
import { isWithin, type NumberSetting, ranges } from './ranges';

const lists: Readonly<Record<string, readonly Choice[]>> = {
  data: dataChoices,
  noise: noiseChoices,
  loss: lossChoices,
  penalty: penaltyChoices,
  generatorOptimizer: optimizerChoices,
  discriminatorOptimizer: optimizerChoices,
  activation: activationChoices,
  backend: backendChoices,
};

/** Writes what isn't as usual into an address's parameters: a second run's have a prefix. */
export function writeSettings(settings: PlaneSettings, into: URLSearchParams, prefix = ''): void {
  for (const [name, value] of Object.entries(settings)) {
    const usual = defaultSettings[name as keyof PlaneSettings];
    if (name === 'points') {
      if (settings.points.length > 0) into.set(`${prefix}points`, encodePoints(settings.points));
    } else if (value !== usual) into.set(prefix + name, String(value));
  }
}

/** Reads settings from an address's parameters. What it can't be is left as usual: people edit addresses, and old ones go round. */
export function readSettings(from: URLSearchParams, prefix = ''): PlaneSettings {
  const read: Record<string, unknown> = { ...defaultSettings };
  for (const [name, list] of Object.entries(lists)) {
    const value = from.get(prefix + name);
    if (list.some((choice) => choice.name === value)) read[name] = value;
  }
  for (const name of Object.keys(ranges) as NumberSetting[]) {
    const text = from.get(prefix + name);
    if (text !== null && text.trim() !== '' && isWithin(name, Number(text))) read[name] = Number(text);
  }
  const points = from.get(`${prefix}points`);
  if (points !== null) read.points = decodePoints(points);
  const settings = read as unknown as PlaneSettings;
  return settings.data === 'own' && settings.points.length === 0 ? { ...settings, data: 'ring' } : settings;
}
