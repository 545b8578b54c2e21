import type { Choice } from '../../settings/choices';
import { isInRange } from '../../settings/ranges';
import {
  augmentationChoices,
  channelChoices,
  pictureBackendChoices,
  pictureDataChoices,
  pictureLossChoices,
  sizeChoices,
} from './picture-choices';
import { type PictureNumberSetting, pictureRanges } from './picture-ranges';
import { defaultPictureSettings, type PictureSettings } from './picture-settings';

const lists: Readonly<Record<string, readonly Choice[]>> = {
  data: pictureDataChoices,
  size: sizeChoices,
  channels: channelChoices,
  loss: pictureLossChoices,
  augmentation: augmentationChoices,
  backend: pictureBackendChoices,
};

/** Writes what isn't as usual into an address's parameters. Pictures of one's own don't go there. */
export function writePictureSettings(settings: PictureSettings, into: URLSearchParams): void {
  for (const [name, value] of Object.entries(settings))
    if (value !== defaultPictureSettings[name as keyof PictureSettings]) into.set(name, String(value));
}

/** Reads settings from an address's parameters. What it can't be is left as usual: people edit addresses, and old ones go round. */
export function readPictureSettings(from: URLSearchParams): PictureSettings {
  const read: Record<string, unknown> = { ...defaultPictureSettings };
  for (const [name, list] of Object.entries(lists)) {
    const value = from.get(name);
    if (list.some((choice) => choice.name === value)) read[name] = value;
  }
  for (const name of Object.keys(pictureRanges) as PictureNumberSetting[]) {
    const text = from.get(name);
    if (text !== null && text.trim() !== '' && isInRange(pictureRanges[name], Number(text)))
      read[name] = Number(text);
  }
  return read as unknown as PictureSettings;
}
