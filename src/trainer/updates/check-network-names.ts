import { refuseUnless } from '../../errors';

/** Refuses what is no list of names of networks. */
export function checkNetworkNames(argument: string, names: unknown, networks: readonly string[]): void {
  const isList = Array.isArray(names) && names.length > 0;
  refuseUnless(isList, argument, names, 'an array of names of networks, with at least one');
  const known = networks.map((each) => `'${each}'`).join(', ');
  for (const name of names as readonly unknown[])
    refuseUnless(networks.includes(name as string), argument, name, `one of ${known}`);
}
