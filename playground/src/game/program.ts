import { lossChoices, type OptimizerName } from '../settings/choices';
import type { PlaneSettings } from '../settings/plane-settings';
import { lossCode } from './loss-code';
import { planeCenters } from './plane-centers';

/** How many steps the program trains for where the page's run has none yet. */
const usualSteps = 5000;

/**
 * A program for Node that trains as the page does: the same numbers, on the same backend and version.
 *
 * @param tookTurns - whether the page's run had steps of one network alone, which the program doesn't have
 */
export function programOf(settings: PlaneSettings, steps = usualSteps, tookTurns = false): string {
  const { noise, noiseSize, beta1, averageDecay, backend, seed, batchSize } = settings;
  const ofLibrary = settings.data === 'ring' || settings.data === 'grid';
  const inBrowsersOnly = backend === 'webgl' || backend === 'webgpu';
  const optimizer = (name: OptimizerName, learningRate: number) =>
    `${functionsOf.optimizer[name]}({ learningRate: ${learningRate}${name.startsWith('adam') ? `, beta1: ${beta1}` : ''} })`;
  const terms = functionsOf.terms[settings.penalty].map((write) => write(settings.penaltyWeight));
  const title = lossChoices.find(({ name }) => name === settings.loss)!.title;
  return `// ${title}. Made by gan-core's playground.${tookTurns ? "\n// The page's run had steps of D or of G alone, too; here all steps are of both." : ''}
// npm install gan-core @tensorflow/tfjs-core @tensorflow/tfjs-layers @tensorflow/tfjs-backend-wasm
// Save as gan.mjs, then: node gan.mjs
${ofLibrary ? '' : "import { tensor2d } from '@tensorflow/tfjs-core';\n"}import { layers, sequential } from '@tensorflow/tfjs-layers';
import * as gan from 'gan-core';

${dataOf(settings)}

const perceptron = (inputs, hidden, outputs) =>
  sequential({
    layers: [...hidden, outputs].map((units, index) =>
      layers.dense({
        units,
        ...(index === 0 ? { inputShape: [inputs] } : {}),
        ...(index < hidden.length ? { activation: '${settings.activation}' } : {}),
      }),
    ),
  });

const trainer = new gan.Trainer({
  generator: () => perceptron(${noiseSize}, ${widths(settings.generatorLayers, settings.generatorWidth)}, 2),
  discriminator: () => perceptron(2, ${widths(settings.discriminatorLayers, settings.discriminatorWidth)}, 1),
  latent: gan.${noise === 'normal' ? 'normalLatent' : 'uniformLatent'}(${noiseSize}),
  loss: ${lossCode(settings.loss)},
  terms: [${terms.join(', ')}],
  generatorOptimizer: ${optimizer(settings.generatorOptimizer, settings.generatorRate)},
  discriminatorOptimizer: ${optimizer(settings.discriminatorOptimizer, settings.discriminatorRate)},
  discriminatorSteps: ${settings.discriminatorSteps},
  generatorSteps: ${settings.generatorSteps},
${averageDecay > 0 ? `  generatorEma: { decay: ${averageDecay} },\n` : ''}  backend: '${inBrowsersOnly ? 'wasm' : backend}',${inBrowsersOnly ? ` // the page's was ${backend}` : ''}
  seed: ${seed},
});
for await (const report of trainer.run(data, { steps: ${steps}, batchSize: ${batchSize}, reportEvery: ${Math.min(500, steps)} }))
  console.log(report.step, report.discriminatorLoss, report.generatorLoss);

const samples = await trainer.sample(2000);
const { modes, highQualityShare } = gan.modeCoverage(await samples.array(), data);
console.log(\`\${modes} of \${data.centers.length} modes, \${(100 * highQualityShare).toFixed(1)} % of the samples at one\`);
const { value, interval } = await trainer.measure(data);
console.log(\`Jensen–Shannon divergence: \${value.toFixed(3)} nats, 95 % interval \${interval.map((end) => end.toFixed(3)).join(' to ')}\`);
`;
}

const widths = (count: number, units: number) => `[${Array<number>(count).fill(units).join(', ')}]`;

function dataOf(settings: PlaneSettings): string {
  const { data, spread } = settings;
  if (data === 'ring') return `const data = gan.gaussianRing({ modes: 8, standardDeviation: ${spread} });`;
  if (data === 'grid')
    return `const data = gan.gaussianGrid({ side: 5, spacing: 0.5, standardDeviation: ${spread} });`;
  return `const centers = ${JSON.stringify(planeCenters(data, settings.points))};
const standardDeviation = ${spread};
const data = {
  shape: [2],
  centers,
  standardDeviation,
  sample(count, random) {
    const values = new Float32Array(2 * count);
    for (let index = 0; index < count; index++) {
      const [x, y] = centers[random.integer(centers.length)];
      values[2 * index] = x + standardDeviation * random.normal();
      values[2 * index + 1] = y + standardDeviation * random.normal();
    }
    return tensor2d(values, [count, 2]);
  },
};`;
}

const functionsOf = {
  optimizer: { adam: 'gan.adam', adamw: 'gan.adamW', rmsprop: 'gan.rmsProp', sgd: 'gan.sgd' },
  terms: {
    none: [],
    r1: [(gamma: number) => `gan.r1Penalty({ gamma: ${gamma} })`],
    'r1-r2': [
      (gamma: number) => `gan.r1Penalty({ gamma: ${gamma} })`,
      (gamma: number) => `gan.r2Penalty({ gamma: ${gamma} })`,
    ],
    'wgan-gp': [(weight: number) => `gan.wganGpPenalty({ weight: ${weight} })`],
    'zero-centered': [(weight: number) => `gan.zeroCenteredPenalty({ weight: ${weight} })`],
    dragan: [(weight: number) => `gan.draganPenalty({ weight: ${weight} })`],
    lecam: [(weight: number) => `gan.leCamPenalty({ weight: ${weight} })`],
  },
} as const;
