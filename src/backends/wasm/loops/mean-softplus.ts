import type { KernelConfig } from '@tensorflow/tfjs-core';
import { loopKernel } from '../module/wasm-kernel';

/**
 * The mean of log(1 + exp(±x)) in one call, in float64: `GanCoreMeanSoftplus`, the sum over its inputs (each mean and the sum rounded, as
 * tfjs's operations would), and `GanCoreMeanSoftplusGrad` of ∂y and x. The logistic losses in src/losses look for it by its name.
 */
export const meanSoftplus: readonly KernelConfig[] = [
  loopKernel(
    'GanCoreMeanSoftplus',
    () => [],
    (output, values, inputs, { signs }) => {
      for (const [place, name] of Object.keys(inputs).entries()) {
        const [x, sign] = [values(name), (signs as number[])[place]!];
        let sum = 0;
        for (let index = 0; index < x.length; index++) {
          const logit = sign * x[index]!;
          sum += Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit)));
        }
        output[0]! += Math.fround(sum / x.length);
      }
    },
  ),
  loopKernel(
    'GanCoreMeanSoftplusGrad',
    ({ x }) => x!.shape,
    (output, values, _, { sign }) => {
      const x = values('x');
      const share = ((sign as number) * values('dy')[0]!) / x.length;
      for (let index = 0; index < x.length; index++)
        output[index] = share / (1 + Math.exp(-(sign as number) * x[index]!));
    },
  ),
];
