import type { TrainableModel } from '../../tfjs';
import type { Game } from '../game/train-step';
import type { Role } from '../networks/model';
import type { SentNetwork, Topology } from './messages';
import { probeOutputs } from './probe-outputs';
import type { SampleBatch } from './sample-batch';
import { topologyOf } from './topology';

/** The Trainer's networks, for workers that have none of their own. */
export class SentNetworks {
  /** Topologies, kept: what is frozen after the first run has begun is trained all the same. */
  private readonly topologies = new Map<Role, Topology>();

  /**
   * Serializes nothing yet.
   *
   * @param game - the game that is trained
   * @param models - the two models themselves, D without its packing
   */
  constructor(
    private readonly game: Game,
    private readonly models: Readonly<Record<Role, TrainableModel>>,
  ) {}

  /**
   * The networks of some roles.
   *
   * @throws ArgumentError for one that can't be sent
   */
  async take(roles: readonly Role[], samples: SampleBatch): Promise<Partial<Record<Role, SentNetwork>>> {
    const networks: Partial<Record<Role, SentNetwork>> = {};
    for (const role of roles) {
      const topology = this.topologies.get(role) ?? topologyOf(role, this.models[role]);
      this.topologies.set(role, topology);
      networks[role] = { ...topology, outputs: await probeOutputs(role, this.game, samples) };
    }
    return networks;
  }
}
