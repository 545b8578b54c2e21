export { installSecondOrderGradients, withSecondOrderGradients } from './second-order-gradients';
export { stopGradient } from './stop-gradient';
