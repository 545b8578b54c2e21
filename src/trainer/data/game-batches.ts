import { Tensor, util } from '@tensorflow/tfjs-core';
import { ArgumentError, describeValue, isFunction } from '../../errors';
import type { Random } from '../../random';
import type { BatchForm } from './batch-form';
import type { DatasetLike } from './open-data';

/** Samples that a game's data give: tensors by their names, or one, which counts as `{ real: tensor }`. */
export type NamedSamples = Tensor | Readonly<Record<string, Tensor>>;

/** Source of samples that draws afresh each time. */
export interface NamedSampler {
  /** Draws `count` samples; the trainer disposes of them. */
  sample(count: number, random: Random): NamedSamples;
}

/**
 * Data of a {@link GameTrainer}: all samples in tensors by their names, as `{ image, label }` (shuffled together anew each epoch, and cut
 * into batches); a sampler, drawn from afresh for every batch; or batches: an array, a dataset of tfjs-data, or any iterable or async
 * iterable, gone through again and again while it gives more.
 */
export type GameData =
  | NamedSamples
  | NamedSampler
  | DatasetLike
  | Iterable<NamedSamples>
  | AsyncIterable<NamedSamples>;

/** A batch of a game. */
export interface GameSamples {
  readonly samples: Readonly<Record<string, Tensor>>;
}

const sources = ['sample', 'iterator', Symbol.asyncIterator, Symbol.iterator] as const;

/** Refuses what is no form of a game's data. */
export function checkGameData(data: unknown): asserts data is object {
  if (data instanceof Tensor) return;
  const hint = typeof data === 'function' ? ': call it, if it is a generator function' : '';
  if (typeof data !== 'object' || data === null) {
    const expected = `tensors by their names, a sampler, a dataset of tfjs-data, or an iterable of batches${hint}`;
    throw new ArgumentError('data', `got ${describeValue(data)}; expected ${expected}.`);
  }
  const values = data as Record<PropertyKey, unknown>;
  const source = sources.find((member) => member in data && !(values[member] instanceof Tensor));
  if (source === undefined || isFunction(values[source])) return;
  throw new ArgumentError(
    'data',
    `has ${describeValue(values[source])} as ${String(source)}; expected a function, or a tensor.`,
  );
}

/** Batches of tensors by their names, of which some must be there. */
export const gameBatches = (names: readonly string[]): BatchForm<GameSamples> => ({
  wholeOf(data) {
    const values = data as Record<PropertyKey, unknown>;
    const isSource = !(data instanceof Tensor) && sources.some((member) => isFunction(values[member]));
    return isSource ? undefined : namedSamples(data);
  },
  checkWhole({ samples }) {
    checkSamples(samples, names);
    const sizes = Object.entries(samples).map(([name, { shape }]) => `${shape[0]} of '${name}'`);
    const [first, ...others] = Object.values(samples).map(({ shape }) => shape[0]);
    if (others.every((size) => size === first)) return;
    const hint =
      'for samples that belong to each other; draw unpaired ones by a sampler { sample: (count, random) => … }';
    throw new ArgumentError('data', `has ${sizes.join(' and ')}; expected as many of each, ${hint}.`);
  },
  batchOf: namedSamples,
  tensorsOf: ({ samples }) => Object.values(samples).filter((each) => each instanceof Tensor),
  map: ({ samples }, change) => ({
    samples: Object.fromEntries(Object.entries(samples).map(([name, tensor]) => [name, change(tensor)])),
  }),
  checkOfRun() {
    let former: string | undefined;
    return ({ samples }) => {
      checkSamples(samples, names);
      const traits = Object.entries(samples).map(([name, { dtype, shape }]) => {
        const sizes = shape.slice(1).map((size) => `, ${size}`);
        return `'${name}' ${dtype} [batch${sizes.join('')}]`;
      });
      const now = traits.sort().join(', ');
      former ??= now;
      if (now === former) return;
      throw new ArgumentError('data', `gave ${now} after ${former}; expected the same in every batch.`);
    };
  },
});

function namedSamples(value: unknown): GameSamples {
  const isNamed = typeof value === 'object' && value !== null && !(value instanceof Tensor);
  return { samples: isNamed ? { ...(value as Record<string, Tensor>) } : { real: value as Tensor } };
}

function checkSamples(samples: Readonly<Record<string, unknown>>, names: readonly string[]): void {
  const expected = 'tensors by their names, batch first, or one tensor';
  const entries = Object.entries(samples);
  if (entries.length === 0) throw new ArgumentError('data', `gave a batch of nothing; expected ${expected}.`);
  const missing = names.find((name) => !Object.hasOwn(samples, name));
  if (missing !== undefined) {
    const came = entries.map(([name]) => `'${name}'`).join(', ');
    throw new ArgumentError(
      'data',
      `gave ${came} and no '${missing}', which \`batch\` names; expected it too.`,
    );
  }
  for (const [name, tensor] of entries) {
    const bad = (came: string) =>
      new ArgumentError('data', `gave ${came} as '${name}'; expected ${expected}.`);
    if (!(tensor instanceof Tensor)) throw bad(describeValue(tensor));
    if (tensor.isDisposed) throw bad('a tensor that was disposed of');
    if (tensor.rank === 0 || util.sizeFromShape(tensor.shape) === 0)
      throw bad(`a tensor of shape [${tensor.shape}]`);
    if (tensor.dtype === 'string' || tensor.dtype === 'complex64') throw bad(`a tensor of ${tensor.dtype}`);
  }
}
