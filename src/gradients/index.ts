export { stopGradient } from '../tfjs';
export { installSecondOrderGradients, withSecondOrderGradients } from './second-order-gradients';
