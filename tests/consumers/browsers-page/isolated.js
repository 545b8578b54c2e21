import { env } from '@tensorflow/tfjs-core';
import { gaussianRing, Trainer } from 'gan-core';
import { game } from './game.js';

// A Trainer on a page that is cross-origin isolated, where tfjs could start threads.
const trainer = new Trainer({ ...game, backend: 'wasm', seed: 1 });
const { reports } = await trainer.fit(gaussianRing(), { steps: 100 });
const threads = env().getBool('WASM_HAS_MULTITHREAD_SUPPORT') ? 'on' : 'off';
const { step, discriminatorLoss } = reports.at(-1);
console.log(
  `${crossOriginIsolated ? 'isolated' : 'not isolated'}, threads ${threads}, ${step} ${discriminatorLoss}`,
);
trainer.dispose();
