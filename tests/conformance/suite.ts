import * as tf from '@tensorflow/tfjs-core';
import { type ActiveBackend, type BackendName, type UseBackendOptions, useBackend } from 'gan-core/backends';
import { afterAll, beforeAll, describe } from 'vitest';
import { conformLosses } from './losses';
import { conformSecondOrder } from './second-order';
import { conformTraining } from './training';

/** How far a backend may be from the truth. */
interface Tolerance {
  /** A loss or its gradient from float64, relative to the value or, below 1, absolute. */
  readonly losses: number;
  /** The derivative of a gradient penalty from float64, relative to the largest. */
  readonly secondOrder: number;
  /** The numbers of three steps of training from those of cpu. */
  readonly training: number;
}

/** What every backend that gan-core names must pass. */
export interface Conformance {
  readonly backend: BackendName;
  readonly tolerance: Tolerance;
  /** Every so many of the second-order rows: on a GPU each new shape compiles shaders. Default 1. */
  readonly everyRow?: number;
  readonly options?: UseBackendOptions;
}

/** One suite over all backends: losses, their gradients, second order, and training. */
export function describeConformance({ backend, tolerance, everyRow = 1, options }: Conformance): void {
  describe(backend, () => {
    let active: ActiveBackend;
    beforeAll(async () => {
      active = await useBackend(backend, options);
      // Else tfjs computes what is small on the CPU, and the backend isn't tested.
      if (backend === 'webgl') tf.env().set('WEBGL_CPU_FORWARD', false);
      if (backend === 'webgpu' || backend === 'node-gpu') tf.env().set('WEBGPU_CPU_FORWARD', false);
    });
    afterAll(() => active.restore());
    conformLosses(tolerance.losses);
    if (everyRow < Infinity) conformSecondOrder(backend, tolerance.secondOrder, everyRow);
    conformTraining(backend, tolerance.training);
  });
}
