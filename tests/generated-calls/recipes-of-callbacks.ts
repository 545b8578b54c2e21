import * as tf from '@tensorflow/tfjs-core';
import * as callbacks from 'gan-core/callbacks';
import { memoryStore } from 'gan-core/checkpoints';
import * as node from 'gan-core/node';
import { type Recipe, recipe } from './recipe';

const report = () => ({
  step: 100,
  discriminatorLoss: 1.25,
  generatorLoss: 0.75,
  terms: { r1: 0.5 },
  losses: { critic: 0.25 },
  divergence: { name: 'Jensen–Shannon', value: 0.5, unit: 'nats', bound: 'lower' },
  measured: { value: 0.25, interval: [0.125, 0.5], unit: 'nats' },
  seconds: 2,
  warnings: [],
});
const sheet = () => ({
  real: tf.zeros([2, 3]),
  count: 4,
  seed: 1,
  condition: tf.zeros([4, 1]),
  weights: 'current',
  every: 10,
});

export const recipesOfCallbacks: readonly Recipe[] = [
  recipe('reportNumbers', callbacks.reportNumbers, () => ({ report: report() })),
  recipe('describeReport', callbacks.describeReport, () => ({ report: report() })),
  recipe('readableTime', callbacks.readableTime, () => ({ seconds: 80 })),
  recipe('consoleLog', callbacks.consoleLog, () => ({
    options: { everySeconds: 2, print: () => undefined },
  })),
  recipe('evaluate', callbacks.evaluate, () => ({
    options: { metric: () => 1, name: 'fid', every: 10, onRow: () => undefined },
  })),
  recipe('checkpointEvery', callbacks.checkpointEvery, () => ({
    store: memoryStore(),
    options: { steps: 100, seconds: 60, best: { by: 'measured', mode: 'min' } },
  })),
  recipe('earlyStop', callbacks.earlyStop, () => ({
    options: { by: 'measured', patience: 2, minDelta: 0.5, mode: 'max' },
  })),
  recipe('earlyStop', callbacks.earlyStop, () => ({
    options: { by: callbacks.evaluate({ metric: () => 1 }), result: 'recall' },
  })),
  recipe('sampleSheet', callbacks.sampleSheet, () => ({
    options: { ...sheet(), onSheet: () => undefined, onReal: () => undefined },
  })),
  recipe('collapseWarning', callbacks.collapseWarning, () => ({
    options: { every: 10, samples: 20, data: tf.zeros([4, 2]), patience: 2, onFinding: () => undefined },
  })),
  recipe('nanPolicy', callbacks.nanPolicy, () => ({
    options: { retries: 2, factor: 0.5, onRetry: () => undefined },
  })),
  recipe(
    'nanPolicy().learningRate',
    (rate: number) => callbacks.nanPolicy().learningRate(rate),
    () => ({ rate: 0.5 }),
  ),
  recipe('jsonLines', node.jsonLines, () => ({ path: 'stats.jsonl' })),
  recipe('tensorBoard', node.tensorBoard, () => ({ folder: 'runs', options: { weightsEvery: 10 } })),
  recipe('progressBar', node.progressBar, () => ({ options: { terminal: { write: () => true } } })),
  recipe('runFolder', node.runFolder, () => ({
    options: {
      name: 'ring',
      folder: 'runs',
      resume: 'runs/00000-ring',
      settings: { units: 2, note: 'first' },
      samples: { ...sheet(), columns: 2, scale: 'unit', draw: () => undefined },
      tensorBoard: { weightsEvery: 10 },
      metrics: [callbacks.evaluate({ metric: () => 1 })],
    },
  })),
];
