import type { TrainableModel } from '../../tfjs';

/** Networks by their names. */
export type NamedNetworks = Readonly<Record<string, TrainableModel>>;

/** Each network by its name, or a function that makes it. */
export type NetworkFactories<N extends NamedNetworks> = { readonly [K in keyof N]: N[K] | (() => N[K]) };
