export type { Features } from './features/features';
export { type ModeCoverage, modeCoverage } from './mode-coverage';
