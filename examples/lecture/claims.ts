import { bestDiscriminator } from './best-discriminator';
import { byTurns } from './by-turns';
import type { Claim } from './claim';
import { discriminatorGuides } from './discriminator-guides';
import { maximumLikelihood } from './maximum-likelihood';
import { measuredDivergence } from './measured-divergence';
import { noiseAndGenerator } from './noise-and-generator';
import { sampledValue } from './sampled-value';
import { threeCandidates } from './three-candidates';
import { tooManySteps } from './too-many-steps';
import { twoSlopes } from './two-slopes';
import { valueAndDivergence } from './value-and-divergence';

/** The lecture's claims, in its order. */
export const claims: readonly Claim[] = [
  maximumLikelihood,
  noiseAndGenerator,
  measuredDivergence,
  bestDiscriminator,
  valueAndDivergence,
  threeCandidates,
  tooManySteps,
  sampledValue,
  byTurns,
  twoSlopes,
  discriminatorGuides,
];
