import { createRandom, type Random } from '../../random';

/** The random streams of a trainer: one for each use, so that drawing samples in between changes nothing in training. */
export interface RandomStreams {
  readonly weights: Random;
  readonly training: Random;
  readonly data: Random;
  readonly samples: Random;
}

/** The streams of a seed; 0, where none is given. */
export function randomStreams(seed = 0): RandomStreams {
  const root = createRandom(seed);
  return { weights: root.fork(), training: root.fork(), data: root.fork(), samples: root.fork() };
}
