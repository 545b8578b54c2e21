import type { SanityCheck } from './check';
import { gaussianChecks } from './gaussian-checks';
import { geometryChecks } from './geometry-checks';
import { modeChecks } from './mode-checks';

/** The 15 sanity checks of Räisä et al. 2025. */
export const checks: readonly SanityCheck[] = [...gaussianChecks, ...modeChecks, ...geometryChecks];
