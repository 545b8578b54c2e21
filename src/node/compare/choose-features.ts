import type { Tensor } from '@tensorflow/tfjs-core';
import { pixelFeatures, randomFeatures } from 'gan-core/metrics';
import { UsageError } from '../usage-error';
import { arraySamples } from './array-samples';
import type { FeatureKind } from './comparison';
import type { Opened } from './open-samples';
import { layoutOf, pictureSamples } from './picture-folder';
import type { CompareSettings } from './read-compare-arguments';
import { readModel } from './read-model';
import type { Samples } from './samples';

const GIVEN = 'the numbers as they are';

/** Network that samples' features are asked of, and the samples in the form that it takes. */
export interface ChosenFeatures {
  readonly samples: readonly Samples[];
  /** None for tables, whose numbers are the features. */
  readonly network: ((batch: Tensor) => Tensor) | undefined;
  /** Kind of features, and their source in words. */
  readonly kind: FeatureKind;
  readonly source: string;
}

/**
 * Decides which features are compared, and refuses samples that don't fit it or each other.
 *
 * @param opened - real, generated and, if there are, training samples
 * @param settings - the command line's
 */
export async function chooseFeatures(
  opened: readonly Opened[],
  settings: CompareSettings,
): Promise<ChosenFeatures> {
  const { features, seed, dimension } = settings;
  const model = features?.kind === 'model' ? await readModel(features.path, features.layer) : undefined;
  const samples = await inOneForm(opened, settings, model?.inputShape);
  const [first] = samples as [Samples];
  checkAlike(samples);
  if (model) {
    checkInput(first, model.inputShape);
    const { path, layer } = features as { path: string; layer: string };
    return { samples, network: model.network, kind: 'model', source: `layer ${layer} of ${path}` };
  }
  if (first.table) {
    if (features)
      throw new UsageError(
        `--features: got '${features.kind}' for ${first.path}, whose rows are features already; expected none. Leave it out.`,
      );
    return { samples, network: undefined, kind: 'given', source: GIVEN };
  }
  if (features?.kind === 'pixels')
    return { samples, network: pixelFeatures, kind: 'pixels', source: first.isPixels ? 'pixels' : GIVEN };
  if (first.shape.length !== 3)
    throw new UsageError(
      `--features: got none for ${first.path}, whose samples have the shape (${first.shape.join(', ')}); expected pixels, for the numbers as they are, or a model.json.`,
    );
  return {
    samples,
    network: randomFeatures({ seed, dimension }),
    kind: 'random',
    source: `random convolutional network, seed ${seed}`,
  };
}

/** Opens pictures in one form for all of them. */
async function inOneForm(
  opened: readonly Opened[],
  { size, scale }: CompareSettings,
  input: readonly number[] | undefined,
): Promise<readonly Samples[]> {
  const folders = opened.flatMap((each) => ('folder' in each ? [each.folder] : []));
  if (folders.length === 0 && size !== undefined)
    throw new UsageError('--size: got one for arrays; expected folders of pictures. Leave it out.');
  const [rows, , depth] = input?.length === 3 ? input : [];
  const wanted = {
    size: size ?? (rows !== undefined && rows > 0 ? rows : undefined),
    channels: depth === 1 || depth === 3 ? depth : undefined,
  } as const;
  const layout = folders.length === 0 ? undefined : await layoutOf(folders, wanted);
  return opened.map((each) =>
    'folder' in each
      ? pictureSamples(each.folder, layout!, scale)
      : arraySamples(each.path, each.array, scale),
  );
}

function checkAlike([first, ...others]: readonly Samples[]): void {
  for (const other of others) {
    if (other.shape.join() !== first!.shape.join())
      throw new UsageError(
        `${other.path}: has ${describe(other)} where ${first!.path} has ${describe(first!)}; expected the same. Features must be of one layer, and pictures of one size.`,
      );
    if (other.isPixels === first!.isPixels) continue;
    const [bytes, numbers] = other.isPixels ? [other, first!] : [first!, other];
    throw new UsageError(
      `${numbers.path}: has numbers of their own scale where ${bytes.path} has pixels of 0 to 255; expected both alike. Save it as uint8 of 0 to 255.`,
    );
  }
}

function describe({ shape }: Samples): string {
  return shape.length === 1 ? `${shape[0]} numbers a sample` : `samples of ${shape.join('x')}`;
}

function checkInput({ path, shape }: Samples, input: readonly number[]): void {
  const fits = shape.length === input.length && input.every((size, axis) => size < 0 || size === shape[axis]);
  if (fits) return;
  const expected = input.map((size) => (size < 0 ? 'any' : size)).join('x');
  throw new UsageError(
    `${path}: has samples of ${shape.join('x')} where the model takes ${expected}; expected as many. Resize them, or take the features of another model.`,
  );
}
