import type { SizeLimitConfig } from 'size-limit';
import { tfjsApart } from './scripts/tfjs-apart';

/** Sizes of what is imported, minified, without tfjs. What a page loads is in scripts/page-sizes.ts. */
const limits: SizeLimitConfig = [
  {
    name: '{ nonSaturatingGeneratorLoss }',
    path: 'dist/losses.js',
    import: '{ nonSaturatingGeneratorLoss }',
    limit: '4 kB',
  },
  { name: '{ fGanLoss }', path: 'dist/losses.js', import: '{ fGanLoss }', limit: '6.5 kB' },
  { name: 'gan-core/losses', path: 'dist/losses.js', limit: '18.6 kB' },
  { name: 'gan-core/divergences', path: 'dist/divergences.js', limit: '29.3 kB' },
  { name: 'gan-core/distributions', path: 'dist/distributions.js', limit: '10.2 kB' },
  { name: 'gan-core/images', path: 'dist/images.js', limit: '13.5 kB' },
  { name: 'gan-core/checkpoints', path: 'dist/checkpoints.js', limit: '21.9 kB', ignore: ['idb'] },
  {
    name: 'gan-core/node',
    path: 'dist/node.js',
    limit: '61.2 kB',
    ignore: ['crypto', 'fs', 'fs/promises', 'module', 'os', 'path', 'url', 'worker_threads'],
  },
  { name: 'gan-core/export', path: 'dist/export.js', limit: '44 kB' },
  { name: 'gan-core/optimizers', path: 'dist/optimizers.js', limit: '16.7 kB' },
  { name: 'gan-core/augmentation', path: 'dist/augmentation.js', limit: '13.3 kB' },
  { name: 'gan-core/figures', path: 'dist/figures.js', limit: '25.3 kB' },
  { name: 'gan-core/callbacks', path: 'dist/callbacks.js', limit: '21.9 kB' },
  // The classifier's weights are in the code of who imports it, and of nobody else.
  {
    name: '{ digitClassifier }',
    path: 'dist/metrics.js',
    import: '{ digitClassifier }',
    limit: '51.5 kB',
  },
  { name: '{ frechetDistance }', path: 'dist/metrics.js', import: '{ frechetDistance }', limit: '21.8 kB' },
  { name: 'gan-core/metrics', path: 'dist/metrics.js', limit: '156.5 kB' },
  { name: 'gan-core/gradients', path: 'dist/gradients.js', limit: '28.9 kB' },
  { name: 'gan-core/penalties', path: 'dist/penalties.js', limit: '37.9 kB' },
  {
    name: '{ estimateKlByNeighbors }',
    path: 'dist/estimators.js',
    import: '{ estimateKlByNeighbors }',
    limit: '47.6 kB', // half of it loads where there are many samples
  },
  { name: 'gan-core/estimators', path: 'dist/estimators.js', limit: '173.9 kB' },
  { name: 'gan-core/models', path: 'dist/models.js', limit: '15 kB' },
  { name: "tfjs-core's gradients, in Node", path: 'dist/tfjs-gradients.js', limit: '63 kB' },
  {
    name: "tfjs's wasm module, loaded where wasm starts",
    path: 'dist/backends/wasm/module/tfjs-binary.js',
    limit: '567 kB',
  },
];

/**
 * Entry points of which parts are loaded later, in kB with all that they load at any time, but tfjs's wasm module and, for the
 * Trainer, the estimators: weighed by scripts/page-sizes.ts, in chunks as a page has them, with the imports of tfjs
 * that esbuild repeats for each file where tfjs is apart.
 */
export const inChunks = { 'dist/backends.js': 86, 'dist/trainer.js': 266.2, 'dist/index.js': 590.6 };

export default limits.map((limit) => ({
  ...limit,
  brotli: false,
  gzip: false,
  modifyEsbuildConfig: (config: { plugins?: unknown[] }) => ({
    ...config,
    plugins: [...(config.plugins ?? []), tfjsApart()],
  }),
}));
