/**
 * Writes the weights of the classifier that gan-core brings, src/metrics/digits/digit-weights.ts, from what the example
 * `digit-classifier` saved, and docs/metrics.md's line of how it was measured.
 *
 * Run: npm run build:digits
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { wilsonInterval } from '../src/metrics/shares/wilson-interval';

interface Saved {
  readonly settings: { readonly steps: number; readonly seed: number };
  readonly heldOut: {
    readonly digits: number;
    readonly mistakes: number;
    readonly mistakesBeforeRounding: number;
  };
  readonly weights: string;
}

const page = 'docs/metrics.md';
const [begin, end] = ['<!-- digits: written by npm run build:digits -->', '<!-- /digits -->'];

const { settings, heldOut, weights } = JSON.parse(readFileSync('out/digit-classifier.json', 'utf8')) as Saved;
const bytes = Buffer.from(weights, 'base64').length;
writeFileSync(
  'src/metrics/digits/digit-weights.ts',
  `// Written by \`npm run build:digits\`: ${settings.steps} steps, seed ${settings.seed}.

/** Weights of the classifier of digits, ${bytes} bytes, in base64. */
export const digitWeights =
  '${weights}';
`,
);

const { digits, mistakes, mistakesBeforeRounding } = heldOut;
const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
const [least, most] = wilsonInterval(1 - mistakes / digits, digits, 0.95);
const line = `After ${settings.steps.toLocaleString('en')} steps (seed ${settings.seed}): **${percent(1 - mistakes / digits)}** of the ${digits.toLocaleString('en')} held-out digits, ${mistakes} mistakes; 95 % interval ${percent(least)} to ${percent(most)}, by Wilson. Before rounding to 8 bits: ${mistakesBeforeRounding} mistakes.`;
const [before, rest] = readFileSync(page, 'utf8').split(begin);
const after = rest?.split(end)[1];
if (after === undefined) throw new Error(`${page} lacks the marks ${begin} and ${end}`);
writeFileSync(page, `${before}${begin}\n${line}\n${end}${after}`);
