import type { ExampleDescription } from '../../examples/example';
import { columns } from './columns';
import { compareHelp } from './compare/compare-help';

/** The help for the whole program. */
export function generalHelp(examples: readonly ExampleDescription[]): string {
  return `gan-core: GAN building blocks for TensorFlow.js. This program runs its examples, and compares
generated samples with real ones.

Usage: npx gan-core COMMAND [options]

${columns([
  ...examples.map(({ name, summary }) => [name, summary] as const),
  ['compare', 'metrics of generated samples, of .npy, .csv or pictures, with intervals'],
  ['list', 'the examples, with the time that each takes'],
  ['info', 'the versions that are installed, and which backends start here'],
])}

npx gan-core COMMAND --help shows a command's options. The sources of the examples lie in the package, in examples/.`;
}

/** The help for one example. */
export function exampleHelp({
  name,
  summary,
  steps,
  seed,
  seeds,
  choice,
  files,
}: ExampleDescription): string {
  return `${summary}

Usage: npx gan-core ${name}${choice?.positional ? ` [${choice.option}]` : ''} [options]

${columns([
  ...(choice?.positional
    ? [[choice.option, `${choice.meaning}: ${choice.names.join(', ')} (all)`] as const]
    : []),
  ...(steps ? [['--steps N', `${steps.meaning} (${steps.usual})`] as const] : []),
  ['--seed N', `${seed.meaning} (${seed.usual})`],
  ...(seeds ? [['--seeds N', `${seeds.meaning} (${seeds.usual})`] as const] : []),
  ...(choice && !choice.positional
    ? [[`--${choice.option} NAME`, `${choice.meaning}: ${choice.names.join(', ')} (all)`] as const]
    : []),
  ['--out FOLDER', 'where its files go (out)'],
  ['--help', 'this text'],
])}

It writes ${files.join(', ')}.`;
}

/** The help for a command that takes no options. */
export function commandHelp(command: 'compare' | 'info' | 'list'): string {
  if (command === 'compare') return compareHelp();
  const what = {
    info: "Shows the versions of gan-core, Node and tfjs's packages, and which backends start here.",
    list: 'Shows the examples, with the time that each takes.',
  };
  return `${what[command]}\n\nUsage: npx gan-core ${command}`;
}
