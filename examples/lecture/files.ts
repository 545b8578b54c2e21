// Apart from the claims, since the catalog is read before what they import is known to be installed.

/** The claims' names, in the lecture's order. */
export const claimNames = [
  'maximum-likelihood',
  'noise-and-generator',
  'measured-divergence',
  'best-discriminator',
  'value-and-divergence',
  'three-candidates',
  'too-many-steps',
  'sampled-value',
  'by-turns',
  'two-slopes',
  'discriminator-guides',
] as const;

/** About how long each takes, on two cores. */
export const secondsOfClaims: readonly number[] = [1, 20, 5, 1, 5, 2, 3, 1, 16, 1, 7];

/** `lecture-06-three-candidates.png`. */
export function pictureOf(name: (typeof claimNames)[number], extension = 'png'): string {
  return `lecture-${String(claimNames.indexOf(name) + 1).padStart(2, '0')}-${name}.${extension}`;
}

/** The figures of a claim, the first being 1. */
export function figuresOf(claim: number): string[] {
  const name = claimNames[claim - 1]!;
  return [pictureOf(name), ...(name === 'discriminator-guides' ? [pictureOf(name, 'gif')] : [])];
}

/** The figures of all claims. */
export const lectureFiles = claimNames.flatMap((_, index) => figuresOf(index + 1));
