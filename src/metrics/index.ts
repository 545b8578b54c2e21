export { type ModeCoverage, modeCoverage } from './mode-coverage';
