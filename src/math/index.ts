export { compensatedSum } from './compensated-sum';
export { digamma } from './digamma';
export { gaussLegendre } from './gauss-legendre';
export { logRatio } from './log-ratio';
export { normalQuantile } from './normal-quantile';
export { relativeEntropyTerm } from './relative-entropy-term';
export { type UnitCholesky, unitCholesky } from './unit-cholesky';
