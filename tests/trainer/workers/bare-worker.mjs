// A worker whose script leaves both networks out, and has no tfjs-layers to rebuild them with.
import { enableProdMode } from '@tensorflow/tfjs-core';
import { normalLatent } from 'gan-core/distributions';
import { serveGame } from 'gan-core/trainer';

enableProdMode();
serveGame({ latent: normalLatent(2) });
