import { ready } from '@tensorflow/tfjs-core';
import { type ActiveBackend, type BackendName, type BackendSettings, useBackend } from '../../backends';
import { ArgumentError, addCause, BackendError, describeValue, doAll } from '../../errors';
import { type Random, withSeededMathRandom } from '../../random';
import type { TrainableModel } from '../../tfjs';

/** The two networks, on a backend that runs. */
export interface Networks<G extends TrainableModel, D extends TrainableModel> {
  /** G: the model that was given, or what the factory made. */
  readonly generator: G;
  /** D: the model that was given, or what the factory made. */
  readonly discriminator: D;
  /** The backend that was started, if one was asked for. */
  readonly backend: ActiveBackend | undefined;
}

/** The networks, and how to let go of them. */
export interface CreatedNetworks<G extends TrainableModel, D extends TrainableModel> extends Networks<G, D> {
  /** Frees the models that factories made, and takes back what was changed on the backend. */
  dispose(): void;
}

/** Starts the backend, if one is asked for, and makes the networks that came as factories. */
export async function createNetworks<G extends TrainableModel, D extends TrainableModel>(
  options: { readonly generator: G | (() => G); readonly discriminator: D | (() => D) },
  wanted: BackendName | 'auto' | BackendSettings | undefined,
  random: Random,
): Promise<CreatedNetworks<G, D>> {
  const backend = wanted === undefined ? await runningBackend() : await useBackend(wanted);
  const made: TrainableModel[] = [];
  const create = <M extends TrainableModel>(role: string, model: M | (() => M)): M => {
    if (typeof model !== 'function') return model;
    const result = withSeededMathRandom(random, model);
    if (typeof result?.apply !== 'function') {
      const mend = 'a factory must return the model at once, not a promise; make it beforehand, or await it';
      throw new ArgumentError(
        role,
        `its function returned ${describeValue(result)}; expected a model: ${mend}.`,
      );
    }
    made.push(result);
    return result;
  };
  const release = () =>
    doAll([...made.map((model) => () => void model.dispose?.()), () => backend?.restore()]);
  try {
    const generator = create('generator', options.generator);
    return {
      generator,
      discriminator: create('discriminator', options.discriminator),
      backend,
      dispose: release,
    };
  } catch (error) {
    try {
      release();
    } catch (later) {
      addCause(error, later);
    }
    throw error;
  }
}

async function runningBackend(): Promise<undefined> {
  try {
    await ready();
  } catch (cause) {
    const mend = "pass `backend: 'wasm'` to the Trainer, or import a backend's package first";
    throw new BackendError('none', `tfjs has no backend that works: ${mend}.`, { cause });
  }
}
