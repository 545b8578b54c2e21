import { ArgumentError } from './argument-error';

/** Refuses things of which two have one name. */
export function refuseSameNames(argument: string, things: readonly { readonly name: string }[]): void {
  const names = things.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  throw new ArgumentError(argument, `got two named '${twice}'; expected a unique name each.`);
}
