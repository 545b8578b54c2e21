/** Runs one of the sizes, by its number, in a process of its own, so that its peak of memory is its own. */
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { sizes } from './sizes';

tf.enableProdMode();
await useBackend('wasm');
const before = process.resourceUsage().maxRSS;
const started = performance.now();
await sizes[Number(process.argv[2])]!.run();
const seconds = (performance.now() - started) / 1000;
console.log(JSON.stringify({ seconds, mebibytes: (process.resourceUsage().maxRSS - before) / 1024 }));
