import { columns } from '../columns';
import { namedMetrics } from './metric-names';
import { wrapped } from './wrapped';

/** The help for `compare`. */
export function compareHelp(): string {
  return `Compares generated samples with real ones: a table of metrics with intervals.

Usage: npx gan-core compare REAL GENERATED [options]

REAL and GENERATED are each one of
${columns([
  ['FILE.npy', 'an array of numpy, samples along the first axis; a table of two axes'],
  ['', 'is taken as features, uint8 of more axes as pixels of 0 to 255'],
  ['FILE.csv', 'a sample in each line, with a header or without: taken as features'],
  ['FOLDER', 'PNG and JPEG pictures, with those of the folders in it'],
])}

Options
${columns([
  ['--metrics A,B', 'only these (all but cmmd)'],
  ['--train FILE', 'what the generator was trained on, to find copies; REAL must'],
  ['', 'then be samples that it never saw'],
  ['--features F', 'what is compared of pictures: random, of a network of random'],
  ['', 'weights (the default); pixels; or a model.json of tfjs-layers'],
  ['--layer NAME', "the model's layer whose output is taken"],
  ['--dimension N', 'number of random features (64)'],
  ['--size N', 'resizes pictures to N by N (their own size)'],
  ['--scale S', 'what pixels become: tanh, -1 to 1, or unit, 0 to 1 (tanh)'],
  ['--bandwidth S', 'σ of the kernel of cmmd (10)'],
  ['--threads N', 'threads of the network (auto: a core each, at most four)'],
  ['--seed N', 'fixes what is drawn, and the random network (0)'],
  ['--confidence C', 'confidence of the intervals (0.95)'],
  ['--json', 'prints JSON'],
  ['--help', 'this text'],
])}

Metrics
${columns(namedMetrics.map(({ name, about }) => [name, about] as const))}

${wrapped("An interval tells how far another draw of as many samples would move the value; the column 'ideal' has what equal distributions would give, frechet and mind a little more of few samples. Numbers of different features aren't comparable, nor those of different numbers of samples but for kid, frechet-extrapolated and clipped. It ends with 0, with 1 where no metric could be run, and with 2 for what can't be compared. More: docs/metrics.md.", 80, '')}`;
}
