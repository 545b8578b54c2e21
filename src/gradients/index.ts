export { installSecondOrderGradients, withSecondOrderGradients } from './second-order-gradients';
