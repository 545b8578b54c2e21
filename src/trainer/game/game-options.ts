import type { Sampler } from '../../distributions';
import {
  ArgumentError,
  checkFunction,
  checkWholeNumber,
  isFunction,
  refuseSameNames,
  refuseUnless,
} from '../../errors';
import type { AdversarialLoss } from '../../losses';
import type { LossTerm } from '../../penalties';
import type { TrainableModel } from '../../tfjs';
import { roles } from '../networks/model';

/** Options that define the game. */
export interface GameOptions<
  G extends TrainableModel = TrainableModel,
  D extends TrainableModel = TrainableModel,
> {
  /**
   * G: noise `[batch, ...latent]` → samples `[batch, ...sample]`, or `[samples, ...outputs]` for terms. A model, or a function that makes one: that is called
   * once the backend runs, its initial weights come from the seed, and the Trainer's `dispose` frees them.
   */
  readonly generator: G | (() => G);
  /**
   * D: samples `[batch, ...sample]` → **logits** (no sigmoid), batch first, or `[logits, ...outputs]` for terms. A model, or a function
   * that makes one.
   */
  readonly discriminator: D | (() => D);
  /** The generator's noise: `normalLatent(64)`, say. Left out, G works on the condition alone: a picture to a picture. */
  readonly latent?: Sampler;
  /** The game. Default: `nonSaturatingLoss()`. */
  readonly loss?: AdversarialLoss;
  /**
   * PacGAN: number of samples that D takes together, joined along their last axis (Lin et al. 2018). D must be built for so
   * many times as many channels, and the batch size be a multiple. Conditions are joined likewise. Default 1.
   */
  readonly packing?: number;
  /** Terms that are added to D's loss or to G's: `[r1Penalty({ gamma: 1 })]`, say, or terms of your own. Default: none. */
  readonly terms?: readonly LossTerm[];
}

/** The keys of {@link GameOptions}. */
export const gameOptionNames = [
  'generator',
  'discriminator',
  'latent',
  'loss',
  'packing',
  'terms',
] as const satisfies readonly (keyof GameOptions)[];

/**
 * Refuses options that no game could be made of.
 *
 * @param options - what came; a copy, so that getters are read once
 */
export function checkGameOptions(options: GameOptions): void {
  for (const role of roles) {
    const network = options[role];
    const isNetwork = isFunction(network) || (typeof network === 'object' && isFunction(network?.apply));
    refuseUnless(isNetwork, role, network, 'a model, or a function that makes one');
  }
  if (options.generator === options.discriminator && typeof options.generator === 'object') {
    throw new ArgumentError('discriminator', 'is the generator too; expected two networks.');
  }
  const { latent, loss, packing = 1, terms = [] } = options;
  const isSampler = isFunction(latent?.sample) && isShape(latent.shape);
  refuseUnless(
    latent === undefined || isSampler,
    'latent',
    latent,
    'a sampler such as normalLatent(64), with its shape',
  );
  const isLoss = isFunction(loss?.discriminator) && isFunction(loss.generator);
  refuseUnless(
    loss === undefined || isLoss,
    'loss',
    loss,
    'a game with both halves, such as nonSaturatingLoss()',
  );
  checkWholeNumber('packing', packing, 1);
  checkTerms(terms);
}

function isShape(shape: unknown): boolean {
  return Array.isArray(shape) && Array.from(shape).every((size) => Number.isSafeInteger(size) && size > 0);
}

function checkTerms(terms: readonly LossTerm[]): void {
  const isTerm = (term: LossTerm) =>
    isFunction(term?.compute) &&
    typeof term.name === 'string' &&
    (term.of === undefined || roles.includes(term.of)) &&
    (term.every === undefined || (Number.isSafeInteger(term.every) && Number(term.every) >= 1));
  const array = 'an array such as [r1Penalty({ gamma: 1 })]';
  refuseUnless(Array.isArray(terms), 'terms', terms, array);
  const expected = "{ name, of: 'discriminator' or 'generator', every, compute }, such as r1Penalty(…) gives";
  for (const [index, term] of terms.entries()) refuseUnless(isTerm(term), `terms[${index}]`, term, expected);
  for (const [index, term] of terms.entries()) {
    for (const name of ['save', 'restore', 'dispose'] as const) {
      if (term[name] !== undefined)
        checkFunction(`terms[${index}].${name}`, term[name], 'a function, or nothing');
    }
  }
  refuseSameNames('terms', terms);
}
