import { acgan } from './acgan';
import { adversarialAutoencoder } from './adversarial-autoencoder';
import { biGan } from './bi-gan';
import { consensusOptimization } from './consensus-optimization';
import { ctgan } from './ctgan';
import { cycleGan } from './cycle-gan';
import type { AnyGame, GameSettings } from './game';
import type { GameName } from './game-names';
import { infoGan } from './info-gan';
import { lstmGan } from './lstm-gan';
import { pacGan } from './pac-gan';
import { pix2pix } from './pix2pix';
import { progressiveGrowing } from './progressive-growing';
import { r3gan } from './r3gan';
import { seqGan } from './seq-gan';
import { snGanProjection } from './sn-gan-projection';
import { styleGan2 } from './style-gan2';
import { unrolledGan } from './unrolled-gan';
import { vaeGan } from './vae-gan';
import { wgan } from './wgan';
import { wganGp } from './wgan-gp';

/** Every game, by its name: that of its file. */
export const games: Readonly<Record<GameName, (settings?: GameSettings) => AnyGame>> = {
  acgan,
  'adversarial-autoencoder': adversarialAutoencoder,
  'bi-gan': biGan,
  'consensus-optimization': consensusOptimization,
  ctgan,
  'cycle-gan': cycleGan,
  'info-gan': infoGan,
  'lstm-gan': lstmGan,
  'pac-gan': pacGan,
  pix2pix,
  'progressive-growing': progressiveGrowing,
  r3gan,
  'seq-gan': seqGan,
  'sn-gan-projection': snGanProjection,
  'style-gan2': styleGan2,
  'unrolled-gan': unrolledGan,
  'vae-gan': vaeGan,
  wgan,
  'wgan-gp': wganGp,
};
