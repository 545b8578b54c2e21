import { acgan } from './acgan';
import { ctgan } from './ctgan';
import type { GalleryGame, GameSettings } from './game';
import type { GameName } from './game-names';
import { infoGan } from './info-gan';
import { lstmGan } from './lstm-gan';
import { pacGan } from './pac-gan';
import { pix2pix } from './pix2pix';
import { progressiveGrowing } from './progressive-growing';
import { r3gan } from './r3gan';
import { snGanProjection } from './sn-gan-projection';
import { styleGan2 } from './style-gan2';
import { wgan } from './wgan';
import { wganGp } from './wgan-gp';

/** Every game, by its name: that of its file. */
export const games: Readonly<Record<GameName, (settings?: GameSettings) => GalleryGame>> = {
  acgan,
  ctgan,
  'info-gan': infoGan,
  'lstm-gan': lstmGan,
  'pac-gan': pacGan,
  pix2pix,
  'progressive-growing': progressiveGrowing,
  r3gan,
  'sn-gan-projection': snGanProjection,
  'style-gan2': styleGan2,
  wgan,
  'wgan-gp': wganGp,
};
