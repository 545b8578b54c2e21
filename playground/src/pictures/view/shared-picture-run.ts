import { parameters } from '../../view/address-bar';
import { readPictureSettings } from '../settings/picture-address';
import { createPictureRun, type PictureRun } from './picture-run';

let shared: PictureRun | undefined;

/** The page's run on pictures: it lives on while the reader looks at another view, and two views are of it. */
export function sharedPictureRun(): PictureRun {
  shared ??= createPictureRun(readPictureSettings(parameters()));
  return shared;
}
