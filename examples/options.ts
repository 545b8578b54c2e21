import { parseArgs } from 'node:util';

/** What can be said on an example's command line. */
export interface ExampleOptions {
  /** `--steps 50`: a shorter run, to see that all works. */
  readonly steps: number;
  /** `--seed 7`: other initial weights, noise and order of the data. */
  readonly seed: number;
  /** `--assets`: the README's pictures in docs/assets are written too. */
  readonly assets: boolean;
}

/** Reads the command line: what isn't there is as in `defaults`. */
export function readOptions(defaults: { readonly steps: number; readonly seed: number }): ExampleOptions {
  const { values } = parseArgs({
    options: {
      steps: { type: 'string', default: String(defaults.steps) },
      seed: { type: 'string', default: String(defaults.seed) },
      assets: { type: 'boolean', default: false },
    },
  });
  return { steps: Number(values.steps), seed: Number(values.seed), assets: values.assets };
}
