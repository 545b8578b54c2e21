import { ArgumentError } from '../../errors';
import { checkSettings } from './check-settings';
import type { Refusal } from './common-refusals';
import type { Network, NetworkNode } from './network';

/** A layer's translation to a format. */
export interface Translation<Into> {
  /** The reason why a layer of this class can't be translated as it is set; undefined where it can. */
  readonly refusal?: Refusal;
  /** Adds what the layer does. */
  add(into: Into, node: NetworkNode): void;
}

/** Translations by the classes of tfjs-layers. */
export type Translations<Into> = Readonly<Record<string, Translation<Into>>>;

/**
 * Refuses a network with layers that a format has nothing for, and names all of them.
 *
 * @param argument - the network's name
 * @param network - the network
 * @param translations - what there is for the format
 * @param format - the format's name
 */
export function refuseUnmapped(
  argument: string,
  network: Network,
  translations: Translations<never>,
  format: string,
): void {
  checkSettings(argument, network);
  const problems = network.nodes.flatMap((node) => {
    const { className, name } = node.layer;
    const translation = Object.hasOwn(translations, className) ? translations[className] : undefined;
    if (!translation) return [`'${name}' (${className})`];
    const reason = translation.refusal?.(node);
    return reason === undefined ? [] : [`'${name}' (${className}: ${reason})`];
  });
  if (problems.length === 0) return;
  const list = [...new Set(problems)].join(', ');
  throw new ArgumentError(
    argument,
    `has layers that can't be written as ${format}: ${list}; expected others, or the format 'tfjs'.`,
  );
}
