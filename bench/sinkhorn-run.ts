/**
 * One Sinkhorn divergence, in a process of its own, which prints what it took. Two Gaussians half a unit apart along each axis.
 *
 * Run: by parts/sinkhorn.ts, with samples a side, dimension and threads; 0 threads are plain loops.
 */
import os from 'node:os';
import { estimateSinkhornDivergence } from 'gan-core/estimators';
import { createRandom } from '../src/random';

const [count, dimension, threads] = process.argv.slice(2).map(Number) as [number, number, number];
os.availableParallelism = () => threads;
if (threads === 0) Reflect.deleteProperty(globalThis, 'WebAssembly');

const random = createRandom(1);
const normal = (mean: number) => ({
  values: Float64Array.from({ length: count * dimension }, () => mean + random.normal()),
  dimension,
});
const [p, q] = [normal(0), normal(0.5)];
const [start, before] = [performance.now(), process.cpuUsage()];
const { value, converged, details } = await estimateSinkhornDivergence(p, q, { seed: 1 });
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(before);
const megabytes = process.resourceUsage().maxRSS / 1024;
console.log(
  JSON.stringify({
    seconds,
    cpu: (user + system) / 1e6,
    megabytes,
    value,
    converged,
    iterations: details.iterations,
  }),
);
