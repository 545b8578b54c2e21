/** One of the processes of parts/metrics.ts: computes one metric of features that come in blocks, and tells what it took. */
import { createRandom } from 'gan-core/distributions';
import * as metrics from 'gan-core/metrics';
import type { MetricFigures } from './parts/metrics';
import { watch } from './stretches/watch';

const BLOCK = 500;

/** Rows of N(shift, 1), made as they are asked for: no more than a block is there at once. */
function* features(count: number, dimension: number, shift: number) {
  const random = createRandom(1 + 10 * shift);
  for (let row = 0; row < count; row += BLOCK) {
    const values = Float32Array.from({ length: BLOCK * dimension }, () => shift + random.normal());
    yield { values, dimension };
  }
}

type Metric = (real: metrics.Features, generated: metrics.Features, options: object) => Promise<unknown>;

const [name, count, dimension] = process.argv.slice(2) as [keyof typeof metrics, string, string];
const draw = (shift: number) => features(Number(count), Number(dimension), shift);
const watched = await watch((signal) => {
  if (name === 'inceptionScore') return metrics.inceptionScore(draw(0), { outputs: 'logits', signal });
  // biome-ignore lint/performance/noDynamicNamespaceImportAccess: the name came from outside
  return (metrics[name] as Metric)(draw(0), draw(0.1), { signal });
}, Infinity);
const { user, system } = process.cpuUsage();
process.send!({
  seconds: watched.took / 1000,
  cpuSeconds: (user + system) / 1e6,
  megabytes: process.resourceUsage().maxRSS / 1000,
  stretch: watched.computing,
} satisfies MetricFigures);
