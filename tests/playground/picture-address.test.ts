import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  readPictureSettings,
  writePictureSettings,
} from '../../playground/src/pictures/settings/picture-address';
import {
  augmentationChoices,
  channelChoices,
  pictureBackendChoices,
  pictureDataChoices,
  pictureLossChoices,
  sizeChoices,
} from '../../playground/src/pictures/settings/picture-choices';
import {
  type PictureNumberSetting,
  pictureRanges,
} from '../../playground/src/pictures/settings/picture-ranges';
import {
  defaultPictureSettings,
  pictureShape,
} from '../../playground/src/pictures/settings/picture-settings';

const oneOf = (choices: readonly { readonly name: string }[]) =>
  fc.constantFrom(...choices.map(({ name }) => name));
const number = (name: PictureNumberSetting) => {
  const { least, most, whole } = pictureRanges[name];
  return whole
    ? fc.integer({ min: least, max: Math.min(most, 2 ** 31) })
    : fc.double({ min: least, max: most, noNaN: true }).map((value) => value + 0); // no −0, which no text tells from 0
};
const anySettings = fc.record({
  data: oneOf(pictureDataChoices),
  size: oneOf(sizeChoices),
  channels: oneOf(channelChoices),
  loss: oneOf(pictureLossChoices),
  augmentation: oneOf(augmentationChoices),
  backend: oneOf(pictureBackendChoices),
  noiseSize: number('noiseSize'),
  generatorFilters: number('generatorFilters'),
  discriminatorFilters: number('discriminatorFilters'),
  r1: number('r1'),
  batchSize: number('batchSize'),
  learningRate: number('learningRate'),
  averageDecay: number('averageDecay'),
  seed: number('seed'),
});

describe('the address of a run on pictures', () => {
  it('gives all settings back', () => {
    fc.assert(
      fc.property(anySettings, (settings) => {
        const into = new URLSearchParams();
        writePictureSettings(settings as typeof defaultPictureSettings, into);
        expect(readPictureSettings(new URLSearchParams(into.toString()))).toEqual(settings);
      }),
    );
  });

  it('is empty for the usual settings', () => {
    const into = new URLSearchParams();
    writePictureSettings(defaultPictureSettings, into);
    expect(into.toString()).toBe('');
  });

  it('leaves as usual what no setting can be', () => {
    const from = new URLSearchParams(
      'loss=toString&batchSize=1e9&noiseSize=2.5&seed=-1&r1=&learningRate=NaN&size=64',
    );
    expect(readPictureSettings(from)).toEqual(defaultPictureSettings);
  });

  it('has digits at 28 by 28 in gray, whatever is said of the reader’s pictures', () => {
    const own = { size: '32', channels: '3' } as const;
    expect(pictureShape({ data: 'digits', ...own })).toEqual([28, 28, 1]);
    expect(pictureShape({ data: 'own', ...own })).toEqual([32, 32, 3]);
  });
});
