import '@tensorflow/tfjs-layers'; // what rebuilds the page's networks
import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { serveGame } from 'gan-core/trainer';
import { wasmPaths } from '../support/wasm-paths';
import { smallGame } from './small-game';

tf.enableProdMode();
await useBackend('wasm', { wasmPaths });
const { generator, discriminator, ...rules } = smallGame;
serveGame(rules);
