import type { ExampleDescription, Settings } from '../../examples/example';
import { columns } from './columns';

/** Settings with which an example runs where nothing else is asked for. */
function usualSettings({ steps, seed, seeds }: ExampleDescription): Settings {
  return { steps: steps?.usual ?? 1, seed: seed.usual, seeds: seeds?.usual ?? 1 };
}

/** Each example in a line. */
export function listExamples(examples: readonly ExampleDescription[]): string {
  const rows = examples.map((example) => {
    const time = roughTime(example.seconds(usualSettings(example)));
    return [example.name, `${example.summary} ${time[0]!.toUpperCase()}${time.slice(1)}.`] as const;
  });
  return `${columns(rows)}\n\nThe times were measured on two cores, without a GPU. Run one: npx gan-core ${examples[0]!.name}`;
}

/** A time that is only roughly known, in figures that don't claim more. */
export function roughTime(seconds: number): string {
  if (seconds < 7) return 'some seconds';
  if (seconds < 55) return `about ${5 * Math.round(seconds / 5)} s`;
  const minutes = Math.max(1, Math.round(seconds / 60));
  return `about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
}
