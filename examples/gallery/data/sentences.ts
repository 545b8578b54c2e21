import { tensor3d } from '@tensorflow/tfjs-core';
import type { Sampler } from 'gan-core/distributions';
import { oneOf } from './table-encoding';

export const words = ['a', 'the', 'cat', 'cats', 'sees', 'see'] as const;
const parts = [
  ['a', 'cat'],
  ['the', 'cat'],
  ['the', 'cats'],
] as const;

/** All nine sentences of the grammar, as `the cats see a cat`: "a" is for one, and the verb goes with who sees. */
export const sentences: readonly (readonly string[])[] = parts.flatMap((subject) =>
  parts.map((object) => [...subject, subject[1] === 'cat' ? 'sees' : 'see', ...object]),
);
export const sentenceLength = 5;

/** Sentences drawn at random: five rows, each with a 1 in the place of its word. */
export const randomSentences: Sampler = {
  shape: [sentenceLength, words.length],
  sample(count, random) {
    const chosen = Array.from({ length: count }, () => sentences[random.integer(sentences.length)]!);
    const places: readonly string[] = words;
    return tensor3d(
      chosen.map((sentence) => sentence.map((word) => oneOf(places.indexOf(word), words.length))),
    );
  },
};
