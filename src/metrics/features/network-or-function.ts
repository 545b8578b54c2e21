import type { Tensor } from '@tensorflow/tfjs-core';
import {
  ArgumentError,
  checkMembers,
  checkTensor,
  describeValue,
  isFunction,
  isTensor,
  refusePromise,
} from '../../errors';

/** A network to be asked, not trained: a function of a batch, or a model of tfjs-layers or any other with `apply`. */
export type NetworkOrFunction =
  | ((batch: Tensor) => Tensor)
  | {
      /** Computes the network's output for a batch. */
      apply(batch: Tensor, kwargs?: { training?: boolean }): unknown;
    };

/** Refuses what is no network. */
export function checkNetwork(argument: string, network: unknown): void {
  if (isFunction(network)) return;
  checkMembers(argument, network, {
    expected: 'a function of a batch, or a model with `apply`, such as one of tfjs-layers',
    functions: ['apply'],
  });
}

/**
 * The network's output for a batch, of several the first. To be called within tidy.
 *
 * @throws ArgumentError naming `argument`, for what is no tensor with a row for each of the batch
 */
export function ask(argument: string, network: NetworkOrFunction, batch: Tensor): Tensor {
  const given = call(network, batch);
  refusePromise(argument, 'it', given, 'return a tensor at once');
  return rowsOf(argument, given, batch);
}

/** Whatever the network gives for a batch. */
export function call(network: NetworkOrFunction, batch: Tensor): unknown {
  return typeof network === 'function' ? network(batch) : network.apply(batch, { training: false });
}

/** Reads what a network gave for a batch, of several outputs the first; refuses what has no row for each of the batch. */
export function rowsOf(argument: string, given: unknown, batch: Tensor): Tensor {
  const output: unknown = Array.isArray(given) ? given[0] : given;
  checkTensor(argument, output, { expected: 'that it returns a tensor', leastRank: 1 });
  const { shape, dtype } = output as Tensor;
  if (isTensor(output) && shape[0] === batch.shape[0] && dtype !== 'string' && dtype !== 'complex64')
    return output as Tensor;
  throw new ArgumentError(
    argument,
    `returned ${describeValue(output)} of a batch of ${batch.shape[0]}; expected numbers, one row for each.`,
  );
}
