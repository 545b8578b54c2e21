import { constants, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inflate } from '../../src/threads/inflate';

const { Z_FIXED, Z_DEFAULT_STRATEGY, Z_HUFFMAN_ONLY } = constants;

describe('inflate', () => {
  it.each([
    ['stored', { level: 0 }],
    ['fixed codes', { level: 9, strategy: Z_FIXED }],
    ['codes of their own', { level: 9, strategy: Z_DEFAULT_STRATEGY }],
    ['no repetitions', { level: 9, strategy: Z_HUFFMAN_ONLY }],
  ])('gives back what zlib compressed: %s', (_, options) => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.array(fc.constantFrom(1, 2, 3), { maxLength: 3000 }).map((values) => Uint8Array.from(values)),
      // Repetitions of all lengths, from afar too.
      fc
        .tuple(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.integer({ min: 0, max: 33_000 }))
        .map(([part, gap]) => Uint8Array.from([...part, ...new Uint8Array(gap), ...part])),
    );
    fc.assert(
      fc.property(bytes, (original) => {
        const given = inflate(deflateRawSync(original, options));
        expect(Buffer.compare(given, original)).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});
