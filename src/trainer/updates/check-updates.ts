import {
  ArgumentError,
  checkFunction,
  checkSize,
  checkWholeNumber,
  isFunction,
  refuseSameNames,
  refuseUnknownKeys,
  refuseUnless,
} from '../../errors';
import { checkOptimizer } from '../networks/any-optimizer';
import { checkNetworkNames } from './check-network-names';
import type { Update } from './update';

const keys = ['name', 'trains', 'optimizer', 'times', 'loss', 'gradients', 'state'];

/**
 * Refuses updates that no game could be made of.
 *
 * @param updates - what came
 * @param networks - the names of the game's networks
 * @param simultaneous - whether they all move at once
 * @returns copies, with each option read once
 */
export function checkUpdates<U extends Update<never, never>>(
  updates: readonly U[],
  networks: readonly string[],
  simultaneous: boolean,
): readonly U[] {
  const expected = 'an array such as [{ name, trains, optimizer, loss }], with at least one update';
  refuseUnless(Array.isArray(updates) && updates.length > 0, 'updates', updates, expected);
  const copies = updates.map((given, index) => checkUpdate(given, `updates[${index}]`, networks));
  refuseSameNames('updates', copies);
  refuseTwice(
    copies,
    ({ optimizer }) => optimizer,
    'an optimizer',
    'expected one for each, since its state belongs to one update',
  );
  refuseTwice(copies, ({ state }) => state, 'a state', 'expected one for each');
  const repeated = simultaneous ? copies.findIndex(({ times = 1 }) => times !== 1) : -1;
  if (repeated >= 0) {
    throw new ArgumentError(
      `updates[${repeated}].times`,
      "is for alternating moves; expected none with moves: 'simultaneous', where each update is made once in a step.",
    );
  }
  return copies;
}

function checkUpdate<U extends Update<never, never>>(
  given: U,
  argument: string,
  networks: readonly string[],
): U {
  refuseUnless(
    typeof given === 'object' && given !== null,
    argument,
    given,
    'an update { name, trains, loss }',
  );
  refuseUnknownKeys(given, keys, argument);
  const update = { ...given };
  const { name, trains, optimizer, times = 1, loss, gradients, state } = update;
  // A dot stands between it and a term's name in the reports.
  const isName = typeof name === 'string' && name !== '' && !name.includes('.') && name !== '__proto__';
  refuseUnless(isName, `${argument}.name`, name, 'a name without a dot');
  checkNetworkNames(`${argument}.trains`, trains, networks);
  if (optimizer !== undefined) checkOptimizer(`${argument}.optimizer`, optimizer);
  if (!isFunction(times)) checkTimes(`${argument}.times`, times);
  if ((loss === undefined) === (gradients === undefined)) {
    const came = loss === undefined ? 'has neither `loss` nor `gradients`' : 'has `loss` and `gradients`';
    throw new ArgumentError(argument, `${came}; expected one of them.`);
  }
  if (loss !== undefined) checkFunction(`${argument}.loss`, loss, 'a function (context) => the loss');
  if (gradients !== undefined)
    checkFunction(`${argument}.gradients`, gradients, 'a function (context) => ({ grads, value })');
  if (state !== undefined) {
    const isState = isFunction(state?.save) && isFunction(state.restore);
    refuseUnless(isState, `${argument}.state`, state, '{ save, restore, dispose }');
  }
  return update;
}

/** Refuses a number of times that isn't a whole one from 0. */
export function checkTimes(argument: string, times: unknown): asserts times is number {
  checkWholeNumber(argument, times, 0);
  // One step is never left half-way, by an abort neither.
  checkSize(argument, times as number, "updates within one of the trainer's steps", { most: 1000 });
}

function refuseTwice<U extends { readonly name: string }>(
  updates: readonly U[],
  part: (update: U) => unknown,
  what: string,
  hint: string,
): void {
  const parts = updates.map(part);
  const twice = parts.findIndex((each, index) => each !== undefined && parts.indexOf(each) !== index);
  if (twice < 0) return;
  const [former, later] = [parts.indexOf(parts[twice]), twice].map((index) => `updates[${index}]`);
  throw new ArgumentError('updates', `${former} and ${later} share ${what}; ${hint}.`);
}
