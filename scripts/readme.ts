/**
 * Writes the parts of README.md and docs/process.md that the library itself can tell: the table of backends, from their own
 * declarations, and what changes in a process, by running it.
 *
 * Run: npm run readme
 */
import { readFileSync, writeFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import type { BackendName } from '../src/backends/backend';
import { backendNames, loadDriver } from '../src/backends/backend-drivers';

/** What tests/conformance runs on each backend. */
const conformance =
  'losses and gradients against float64, 3 steps of an MLP GAN and of a DCGAN with R1 within 1e-4 of cpu';

/** What the tests in this repository run on each backend; see tests/ and .ci/run. */
const tested: Record<BackendName, string> = {
  cpu: 'the whole suite on Node 20, on 22 and 24 the tests that depend on Node',
  wasm: 'the whole suite on Node 20, on 22 and 24 the tests that depend on Node, and the conformance suite in Chromium. Products and convolutions by SIMD kernels of our own',
  webgl: `Chromium: ${conformance}, second order in every ninth case; products of matrices with odd sides`,
  webgpu: `Chromium: ${conformance}, second order in every ninth case`,
  node: 'not tested yet, but for the error where it is missing',
  'node-gpu': `needs \`@tensorflow/tfjs-backend-webgpu\` too. WebGPU through Dawn on software Vulkan: ${conformance}, second order in every thirtieth case. On a GPU: not yet`,
};

const backendDrivers = await Promise.all(backendNames().map(loadDriver));
const rows = backendDrivers.map(
  (driver) => `| \`${driver.name}\` | \`${driver.package}\` | ${tested[driver.name]} |`,
);
const table = [
  '| name | package | tested |',
  '|---|---|---|',
  ...rows,
  '| `auto` | | picks the first that is installed and starts; says which and why |',
];

const gradientsBefore = tf.getGradient('BatchMatMul') !== undefined;
const onCpu = await useBackend('cpu');
onCpu.restore();
const backend = await useBackend('wasm');
const kernels = (names: readonly string[]) =>
  names.length === 0 ? 'none' : names.map((name) => `\`${name}\``).join(', ');
backend.restore();
await import('gan-core/losses');
const gradientsAfter = tf.getGradient('BatchMatMul') !== undefined;
if (gradientsBefore || !gradientsAfter)
  throw new Error('The README says that importing a loss registers the gradients.');

const process = [
  '- **Gradients.** `@tensorflow/tfjs-core` alone registers no gradients. Importing `gan-core/losses` or',
  "  `gan-core/trainer` registers tfjs's own, as importing `@tensorflow/tfjs-layers` does; they stay.",
  '  While a Trainer runs, and within a penalty, some of them are replaced by ones that are right to second order (a few of',
  "  tfjs's are wrong to first order already), and tfjs's tape is kept in the order that this needs. The former gradients and",
  '  the former order are back when the run or the penalty ends. Two copies of gan-core in one process count this once.',
  '- **Methods of tensors.** Importing the Trainer, `gan-core/models` or `gan-core/estimators` gives tensors the 21 methods that',
  "  tfjs-layers calls and `@tensorflow/tfjs-core` alone doesn't bring (`x.flatten()`, …). `lstm`, `gru` and the initializer",
  '  `orthogonal` need them. Those that are there already are left alone. They stay.',
  '- **Kernels.** `useBackend` changes kernels of the backend that it starts, and lists them in its result (`addedKernels`,',
  '  `replacedKernels`). `restore()` of that result undoes it; for a Trainer that was given `backend`, its `dispose()` does.',
  '',
  '  | on | added | replaced |',
  '  |---|---|---|',
  `  | wasm | ${kernels(backend.addedKernels)} | ${kernels(backend.replacedKernels)} |`,
  '  | webgl | | `BatchMatMul`, `_FusedMatMul`, `Conv2D`, `FusedConv2D`, `Conv2DBackpropInput`, `Select` |',
  '  | webgpu, node-gpu | | `AddN` |',
  `  | cpu | ${kernels(onCpu.addedKernels)} | ${kernels(onCpu.replacedKernels)} |`,
  '  | node | none | none |',
  '',
  '  On wasm, training needs those added, and tfjs lacks them or does them in many passes. Most were replaced since SIMD kernels of',
  "  gan-core's own, in tfjs's memory, are faster (tfjs multiplies transposed matrices in a naive loop, say), some because",
  "  tfjs's are wrong for some sizes. `Identity` (`tf.clone`) no longer copies the data.",
  "  On webgl, tfjs's sum over the unused place of a texel where the summed axis has an odd",
  '  length (an odd batch size, say) and then give wrong numbers without a warning; `Select` stops at rank 4. On webgpu, `AddN`',
  "  gives wrong numbers for more than 7 tensors. On cpu, tfjs's `image.transform` leaves out all images but the first,",
  '  `tensorScatterUpdate` writes into its input, `stridedSlice` takes one axis for another where one shrinks away beside steps,',
  '  `cumsum` and `cumprod` compute nothing along an axis counted from the end, `einsum` is wrong over several indices, `matMul` where an',
  '  operand lacks batches that are not the first, the gradient of `maxPool3d` where a window is no cube, and of nothing, `all` are',
  '  false. Without `useBackend`, after `tf.setBackend` alone, they are as tfjs has them. Left as it is: on wasm,',
  '  `image.rotateWithOffset` cuts colors to whole numbers, `image.cropAndResize` gives the color outside for a place on the last row or',
  '  column that float32 rounds beyond it, and `maxPool` keeps no NaN: it gives another value of the window, or -Infinity.',
  "- **tfjs's wasm threads** are switched off (`WASM_HAS_MULTITHREAD_SUPPORT`), since they hang on some bundled pages. In Node,",
  "  the listeners of tfjs's wasm module for uncaught errors are taken away: they print the whole minified file above the error.",
  '  Both stay so.',
  "- **Threads, on wasm.** Where memory can be shared, tfjs's module gets such memory, which stays; and `useBackend` starts threads that help",
  '  with the kernels ([how many](training.md#threads)). They keep no process alive. `restore()` ends them.',
  "- **tfjs's platform, on wasm.** tfjs asks `tf.env().platform` for its .wasm file. While wasm starts that is an object that answers",
  '  with the module that gan-core brings; then the former one is back. With `wasmPaths` it is left alone.',
  "- **Your layers' `call`**, while a Trainer runs on wasm: dense, convolutional and layer-normalization layers run as one",
  '  kernel each, dropout and Gaussian noise layers draw their noise by a kernel. Put back at the end of the run.',
  "- **The wasm backend's `malloc` and `makeOutput`**, until `restore()`: where wasm's memory ends at 4 GB a `BackendError` comes, from",
  "  tfjs's own kernels too, and nothing is written.",
  '- **The backend.** tfjs has one a process: `useBackend` and `new Trainer({ backend })` set it.',
  "- **Math.random**, only while a factory of yours makes a model, within a step and in `sample`: it then draws from the Trainer's",
  '  seed, since tfjs takes the seeds of initializers and dropout from it. The real one is put back before anything else runs.',
];

for (const [page, name, lines] of [
  ['README.md', 'backends', table],
  ['docs/process.md', 'process', process],
] as const) {
  const text = readFileSync(page, 'utf8');
  const section = new RegExp(`(<!-- ${name}: .*? -->)[^]*?(<!-- /${name} -->)`);
  if (!section.test(text)) throw new Error(`${page} has no section '${name}'.`);
  writeFileSync(
    page,
    text.replace(section, (_, begin, end) => `${begin}\n${lines.join('\n')}\n${end}`),
  );
}
