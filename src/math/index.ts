export { choleskySolve } from './cholesky-solve';
export { compensatedSum } from './compensated-sum';
export { gaussLegendre } from './gauss-legendre';
export { logMeanExp } from './log-mean-exp';
export { logRatio } from './log-ratio';
export { normalQuantile } from './normal-quantile';
export { relativeEntropyTerm } from './relative-entropy-term';
export { softplus } from './softplus';
export { type UnitCholesky, unitCholesky } from './unit-cholesky';
