/**
 * Gradients that may be differentiated again, for gradient penalties; constants in a loss.
 *
 * @packageDocumentation
 */
export { stopGradient, withoutGradients } from '../tfjs';
export { installSecondOrderGradients, withSecondOrderGradients } from './second-order-gradients';
