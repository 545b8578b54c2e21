import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readSettings, writeSettings } from '../../playground/src/settings/address';
import {
  activationChoices,
  backendChoices,
  dataChoices,
  lossChoices,
  noiseChoices,
  optimizerChoices,
  penaltyChoices,
} from '../../playground/src/settings/choices';
import { defaultSettings, type PlaneSettings } from '../../playground/src/settings/plane-settings';
import { decodePoints, encodePoints, reach } from '../../playground/src/settings/points-text';
import { type NumberSetting, ranges } from '../../playground/src/settings/ranges';

const nameOf = <Name extends string>(choices: readonly { readonly name: Name }[]) =>
  fc.constantFrom(...choices.map(({ name }) => name));
const coordinate = fc.double({ min: -reach, max: reach, noNaN: true });
/** Points as the page keeps them: those that an address can say. */
const points = fc
  .array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 20 })
  .map((some) => decodePoints(encodePoints(some)));
const numberOf = (name: NumberSetting) => {
  const { least, most, whole } = ranges[name];
  return whole
    ? fc.integer({ min: least, max: Math.min(most, 2 ** 31 - 1) })
    : fc.double({ min: least, max: most, noNaN: true }).map((value) => value + 0); // no −0
};
const settings: fc.Arbitrary<PlaneSettings> = fc.record({
  ...(Object.fromEntries(
    (Object.keys(ranges) as NumberSetting[]).map((name) => [name, numberOf(name)]),
  ) as unknown as Record<NumberSetting, fc.Arbitrary<number>>),
  data: nameOf(dataChoices),
  points,
  noise: nameOf(noiseChoices),
  loss: nameOf(lossChoices),
  penalty: nameOf(penaltyChoices),
  generatorOptimizer: nameOf(optimizerChoices),
  discriminatorOptimizer: nameOf(optimizerChoices),
  activation: nameOf(activationChoices),
  backend: nameOf(backendChoices),
});

const written = (some: PlaneSettings, prefix = '') => {
  const into = new URLSearchParams();
  writeSettings(some, into, prefix);
  return into.toString();
};

it('an address gives back the settings that it was written from', () => {
  fc.assert(
    fc.property(settings, fc.constantFrom('', 'b.'), (some, prefix) => {
      expect(readSettings(new URLSearchParams(written(some, prefix)), prefix)).toEqual(some);
    }),
  );
});

it('the usual settings need no address', () => {
  expect(written(defaultSettings)).toBe('');
  expect(readSettings(new URLSearchParams())).toEqual(defaultSettings);
});

it('two runs in one address do not touch each other', () => {
  const into = new URLSearchParams();
  writeSettings({ ...defaultSettings, loss: 'hinge', seed: 5 }, into);
  writeSettings({ ...defaultSettings, loss: 'minimax' }, into, 'b.');
  expect(readSettings(into)).toMatchObject({ loss: 'hinge', seed: 5 });
  expect(readSettings(into, 'b.')).toMatchObject({ loss: 'minimax', seed: 1 });
});

it('whatever somebody types, the settings are ones that a run can be made of', () => {
  const key = fc.constantFrom(...Object.keys(defaultSettings));
  fc.assert(
    fc.property(fc.array(fc.tuple(key, fc.string())), (pairs) => {
      const read = readSettings(new URLSearchParams(pairs));
      for (const name of Object.keys(ranges) as NumberSetting[]) {
        expect(read[name]).toBeGreaterThanOrEqual(ranges[name].least);
        expect(read[name]).toBeLessThanOrEqual(ranges[name].most);
        if (ranges[name].whole) expect(Number.isInteger(read[name])).toBe(true);
      }
      expect(lossChoices.map(({ name }) => name)).toContain(read.loss);
      expect(dataChoices.map(({ name }) => name)).toContain(read.data);
      if (read.data === 'own') expect(read.points.length).toBeGreaterThan(0);
    }),
  );
});
