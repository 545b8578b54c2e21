// Factories of tfjs-layers' models call methods of tensors that tfjs-core alone lacks.
import '#chained-operations';
import { getBackend, ready, setBackend } from '@tensorflow/tfjs-core';
import {
  type ActiveBackend,
  type BackendName,
  type BackendSettings,
  tfjsNameOf,
  useBackend,
} from '../../backends';
import { ArgumentError, addCause, BackendError, describeValue, doAll } from '../../errors';
import { type Random, withSeededMathRandom } from '../../random';
import type { TrainableModel } from '../../tfjs';
import { othersRun, refuseOtherBackend } from '../control/active-runs';
import type { NamedNetworks, NetworkFactories } from './named-networks';

/** The networks, on a backend that runs. */
export interface ReadyNetworks<N extends NamedNetworks> {
  /** The models that were given, or what their functions made, by their names. */
  readonly networks: N;
  /** The backend that was started, if one was asked for. */
  readonly backend: ActiveBackend | undefined;
}

/** Networks that may not exist yet, and the backend that they are to run on. */
interface AskedNetworks<N extends NamedNetworks> {
  readonly networks: NetworkFactories<N>;
  readonly backend: BackendName | 'auto' | BackendSettings | undefined;
}

/** The networks, and how to let go of them. */
interface CreatedNetworks<N extends NamedNetworks> extends ReadyNetworks<N> {
  /** Frees the models that factories made, and takes back what was changed on the backend. */
  dispose(): void;
}

/** The backend and the networks of a trainer, started and made once, when they are first needed. */
export class LazyNetworks<N extends NamedNetworks> {
  private creating: Promise<void> | undefined;
  private created: CreatedNetworks<N> | undefined;
  private disposed = false;

  /**
   * @param trainer - whose they are: backends are process-wide, and another running trainer may hold one
   * @param options - the networks or their factories, and the backend
   * @param random - where factories take their initial weights from
   */
  constructor(
    private readonly trainer: object,
    private readonly options: AskedNetworks<N>,
    private readonly random: Random,
  ) {}

  /**
   * Starts the backend, makes the networks, and sets the backend again where someone has set another since.
   *
   * @returns the networks; undefined where they were disposed of meanwhile
   */
  async ready(): Promise<ReadyNetworks<N> | undefined> {
    refuseOtherBackend(this.trainer, this.wantedBackend());
    if (!this.created) {
      this.creating ??= this.create().finally(() => {
        this.creating = undefined;
      });
      await this.creating;
    }
    const backend = this.wantedBackend();
    if (backend && getBackend() !== backend) await setBackend(backend);
    return this.created;
  }

  /** The backend that was asked for, by what tfjs calls it; undefined for whichever runs. */
  wantedBackend(): string | undefined {
    const { backend: asked } = this.options;
    const name = this.created?.backend?.name ?? (asked && nameOf(asked));
    return name === undefined || name === 'auto' ? undefined : tfjsNameOf(name);
  }

  /** Frees the models that factories made; where they are being made, as soon as they are. */
  dispose(): void {
    this.disposed = true;
    const { created } = this;
    this.created = undefined;
    created?.dispose();
  }

  private async create(): Promise<void> {
    const { backend: asked } = this.options;
    // 'auto' must not take the backend from under another trainer.
    const wanted = asked && nameOf(asked) === 'auto' && othersRun(this.trainer) ? undefined : asked;
    const created = await createNetworks(this.options, wanted, this.random);
    if (this.disposed) created.dispose();
    else this.created = created;
  }
}

function nameOf(backend: NonNullable<AskedNetworks<never>['backend']>): BackendName | 'auto' {
  return typeof backend === 'object' ? backend.name : backend;
}

/** Starts the backend, if one is asked for, and makes the networks that came as factories. */
async function createNetworks<N extends NamedNetworks>(
  { networks }: AskedNetworks<N>,
  wanted: AskedNetworks<N>['backend'],
  random: Random,
): Promise<CreatedNetworks<N>> {
  const backend = wanted === undefined ? await runningBackend() : await useBackend(wanted);
  const made: TrainableModel[] = [];
  const created: Record<string, TrainableModel> = {};
  const create = (role: string, model: TrainableModel | (() => TrainableModel)): TrainableModel => {
    if (typeof model !== 'function') return model;
    const result = withSeededMathRandom(random, model);
    if (typeof result?.apply !== 'function') {
      const hint = 'a factory must return the model at once, not a promise; make it beforehand';
      throw new ArgumentError(
        role,
        `its function returned ${describeValue(result)}; expected a model: ${hint}.`,
      );
    }
    const twin = Object.entries(created).find(([, other]) => other === result)?.[0];
    if (twin !== undefined)
      throw new ArgumentError(role, `its function returned the model of '${twin}'; expected one of its own.`);
    made.push(result);
    return result;
  };
  const release = () =>
    doAll([...made.map((model) => () => void model.dispose?.()), () => backend?.restore()]);
  try {
    for (const [name, network] of Object.entries(networks)) created[name] = create(name, network);
    return { networks: created as N, backend, dispose: release };
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
    const hint = "pass `backend: 'wasm'` to the Trainer, or import a backend's package first";
    throw new BackendError('none', `tfjs has no backend that works: ${hint}.`, { cause });
  }
}
