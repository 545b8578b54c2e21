import type { Turn } from '../training/messages';
import type { PartName } from './parts';

/** A stop of a turn in slow motion: the parts that have something to do, and what it is. */
export interface Stop {
  readonly parts: readonly PartName[];
  readonly text: string;
}

const times = (count: number) => (count === 1 ? 'once' : `${count} times`);

/** The stops of a turn, in order. */
export function stopsOf(turn: Exclude<Turn, 'both'>, steps: number): readonly Stop[] {
  if (turn === 'discriminator')
    return [
      {
        parts: ['noise', 'generator', 'generated', 'data', 'real'],
        text: 'D’s turn. G makes points of fresh noise; as many real ones come from the data.',
      },
      { parts: ['discriminator'], text: 'D’s turn. D says of each point how real it looks.' },
      { parts: ['discriminatorLoss'], text: 'D’s turn. Its loss says how badly it tells them apart.' },
      { parts: ['discriminator'], text: `The slope goes back: D moves ${times(steps)}; G stands still.` },
    ];
  return [
    { parts: ['noise', 'generator', 'generated'], text: 'G’s turn. It makes points of fresh noise.' },
    { parts: ['discriminator'], text: 'G’s turn. D says of each point how real it looks.' },
    { parts: ['generatorLoss'], text: 'G’s turn. Its loss says how far D is from calling them real.' },
    {
      parts: ['generator'],
      text: `The slope goes back through D and the points: G moves ${times(steps)}; D stands still.`,
    },
  ];
}
