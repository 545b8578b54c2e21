import '#tfjs-gradients';
import { engine, type GradConfig, getGradient, type NamedAttrMap, type Tensor } from '@tensorflow/tfjs-core';
import { hasKernel, isTakingGradient } from '../tfjs';
import { activationGradients } from './activations';

const kernel = 'GanCoreActivationGrad';
const served = ['Relu', 'Tanh', 'Sigmoid', 'Softplus', 'LeakyRelu', 'Elu'];

/**
 * The gradients of activations: by a kernel of gan-core's, in one pass, where the backend has it and nobody differentiates the
 * result; else by operations.
 */
export function fastActivationGradients(): readonly GradConfig[] {
  const ofTfjs = ['Relu', 'Tanh', 'Sigmoid', 'Softplus'].map((name) => getGradient(name));
  return [...activationGradients, ...ofTfjs].map((config) =>
    served.includes(config.kernelName) ? byKernel(config) : config,
  );
}

function byKernel(config: GradConfig): GradConfig {
  return {
    ...config,
    gradFunc(dy, saved, attributes) {
      const inputs = { dy: dy as Tensor, saved: saved[0]! };
      if (isTakingGradient() || inputs.saved.dtype !== 'float32' || !hasKernel(kernel))
        return config.gradFunc(dy, saved, attributes);
      const { alpha = 0 } = (attributes ?? {}) as NamedAttrMap & { alpha?: number };
      const more = { activation: config.kernelName, alpha };
      return { x: () => engine().runKernel(kernel, inputs, more) as Tensor };
    },
  };
}
