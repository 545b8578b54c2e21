import type { Variable } from '@tensorflow/tfjs-core';
import type { ActiveBackend } from '../../backends';
import type { Random } from '../../random';
import { toOptimizer } from '../networks/any-optimizer';
import { allVariables, trainableVariables } from '../networks/model';
import type { NamedNetworks } from '../networks/named-networks';
import { refuseEmptyLayers } from '../networks/refuse-empty-layers';
import { WeightAverages } from '../networks/weight-averages';
import type { GameTrainerOptions } from '../options/game-trainer-options';
import { backendNotices } from '../report/backend-notices';
import { GradientWatch } from '../report/gradient-watch';
import { Notices } from '../report/notices';
import { type NetworkFunctions, networkFunction } from '../updates/network-function';
import type { OpenedUpdate } from '../updates/update-step';
import { GameState } from './game-state';

/** The state of a game before its first step, with all that can be checked of its networks checked. */
export function openGame(
  { updates, moves, averages }: GameTrainerOptions,
  networks: NamedNetworks,
  backend: ActiveBackend | undefined,
  random: Random,
): GameState {
  for (const [name, model] of Object.entries(networks)) refuseEmptyLayers(`networks.${name}`, model);
  const watch = new GradientWatch();
  const ownerOf = owners(networks);
  const weightsOf = (names: readonly string[]) => [
    ...new Set(names.flatMap((name) => trainableVariables(`networks.${name}`, networks[name]!))),
  ];
  const opened = updates.map((update, index): OpenedUpdate => {
    const optimizer = watch.watch(
      toOptimizer(update.optimizer),
      (weight) => `network ${ownerOf.get(weight)}`,
    );
    return { ...update, argument: `updates[${index}]`, weights: weightsOf(update.trains), moves: optimizer };
  });
  const entries = Object.entries(networks);
  // A network that nobody trains is an instrument: its statistics stay as they are, and nothing is dropped.
  const trained = new Set(updates.flatMap(({ trains }) => trains));
  const game = {
    networks: Object.fromEntries(
      entries.map(([name, model]) => [name, networkFunction(name, model, trained.has(name))]),
    ) as NetworkFunctions<NamedNetworks>,
    updates: opened,
    simultaneous: moves === 'simultaneous',
    random,
  };
  const variables = Object.fromEntries(
    entries.map(([name, model]) => [name, allVariables(`networks.${name}`, model)]),
  );
  const kept = averages && new WeightAverages('averages', weightsOf(averages.networks), averages);
  return new GameState(game, networks, variables, kept, new Notices(backendNotices(backend)), watch);
}

/** The network of each trainable weight; of one that several share, the first. */
function owners(networks: NamedNetworks): ReadonlyMap<Variable, string> {
  const owner = new Map<Variable, string>();
  for (const [name, model] of Object.entries(networks))
    for (const weight of allVariables(`networks.${name}`, model))
      if (!owner.has(weight)) owner.set(weight, name);
  return owner;
}
