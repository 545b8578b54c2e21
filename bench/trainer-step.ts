/**
 * One GAN step of the games of networks.ts: non-saturating loss, Adam, one step of D and one of G. In parts:
 *
 * - step: on wasm in Node. A naive loop on tfjs as it is, the same loop on the kernels of useBackend, the Trainer with and
 *   without R1, on one thread and on two.
 * - backends: the naive loop and the Trainer on each backend that starts here, in Node and in Chromium, or on those that
 *   `--backends wasm,webgpu` names.
 * - sweeps: batch sizes and widths, on wasm.
 * - threads: the Trainer on wasm by the number of threads, and the machine's ceiling: processes beside each other. Draws
 *   docs/assets/threads.png too.
 * - start: from the import to the end of the first step, in Node and in Chromium.
 * - metrics: those of 50,000 samples' features, each in a process of its own: time and memory. Only where it is asked for.
 * - neighbors: metrics by neighbors of 50,000 samples' features: time and memory. Only where it is asked for.
 * - sinkhorn: no step, but the Sinkhorn divergence between many samples, by threads and in plain loops. Only where it is asked for.
 *
 * Beside them, where they are: PyTorch on one thread, in python3 or the PYTHON of the environment; @jax-js/jax, which isn't a
 * dependency of this repository. Install that in another folder, and name it:
 * JAX_JS=/somewhere/node_modules/@jax-js/jax. CHROMIUM names another Chromium than /usr/bin/chromium.
 *
 * Run: npm run bench [-- --write] [--only step,sweeps] [--rounds 9] [--milliseconds 500] [--backends wasm,webgpu]
 *
 * `--write` writes docs/performance.md: the sections of the parts that ran. A round gives each that is timed about so many
 * milliseconds.
 */
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { loadJax } from './jax-js/jax-js';
import { describeRun } from './machine';
import { writeSection } from './page-section';
import { byThreads } from './parts/by-threads';
import { eachBackend } from './parts/each-backend';
import { metrics } from './parts/metrics';
import { neighborMetrics } from './parts/neighbor-metrics';
import type { Part } from './parts/part';
import { sinkhorn } from './parts/sinkhorn';
import { startUp } from './parts/start-up';
import { stepOnWasm } from './parts/step-on-wasm';
import { sweeps } from './parts/sweeps';
import { startPyTorch } from './pytorch';

const { values } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    only: { type: 'string', default: 'threads,step,backends,sweeps,start' },
    rounds: { type: 'string', default: '9' },
    milliseconds: { type: 'string', default: '500' },
    backends: { type: 'string' },
  },
});
const rounds = { rounds: Number(values.rounds), milliseconds: Number(values.milliseconds) };
const parts: Readonly<Record<string, Part>> = {
  threads: byThreads,
  step: stepOnWasm,
  backends: eachBackend,
  sweeps,
  start: startUp,
  metrics,
  neighbors: neighborMetrics,
  sinkhorn,
};
const backends = values.backends?.split(',');
const chosen = values.only.split(',');
const unknown = chosen.find((name) => !Object.hasOwn(parts, name));
if (unknown !== undefined) throw new Error(`--only ${unknown}: there are ${Object.keys(parts).join(', ')}.`);

tf.enableProdMode();
(await useBackend('wasm')).restore();
const pytorch = await startPyTorch();
const jaxJs = await loadJax();

for (const name of chosen) {
  const text = await parts[name]!({ rounds, pytorch, jaxJs, backends, write: values.write });
  const times = ['metrics', 'neighbors', 'sinkhorn'].includes(name)
    ? 'Once each, in a process of its own.'
    : name === 'start'
      ? `Medians of ${rounds.rounds} starts each, in turns.`
      : `Medians of ${rounds.rounds} rounds of about ${rounds.milliseconds} ms each, in turns.`;
  const written = `Written by \`npm run bench -- --write --only ${name}\` on ${describeRun()}. ${times}`;
  if (values.write) writeSection('docs/performance.md', name, `${written}\n\n${text.trim()}`);
}
pytorch?.stop();
