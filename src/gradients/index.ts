export { stopGradient, withoutGradients } from '../tfjs';
export { installSecondOrderGradients, withSecondOrderGradients } from './second-order-gradients';
