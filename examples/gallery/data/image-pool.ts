import { clone, concat, dispose, gather, keep, type Tensor } from '@tensorflow/tfjs-core';
import type { Random } from 'gan-core/distributions';
import type { UpdateState } from 'gan-core/trainer';

/** Pools of images by their names: an update's state, so that they go back with all else after NaN. */
export interface ImagePool extends UpdateState {
  /** The batches, with about every second image an old one of its pool, whose place the new one takes. */
  exchange<K extends string>(images: Readonly<Record<K, Tensor>>, random: Random): Record<K, Tensor>;
}

/**
 * Pools of generated images, so that a discriminator sees older ones again. The first images fill a pool and come back themselves.
 * Shrivastava et al. 2017, "Learning from Simulated and Unsupervised Images through Adversarial Training".
 *
 * @param size - of each pool; CycleGAN's is 50
 */
export function imagePool(size: number): ImagePool {
  let pools: Readonly<Record<string, Tensor>> = {};
  const exchanged = (name: string, images: Tensor, random: Random): Tensor => {
    const { [name]: pool, ...others } = pools;
    const all = pool ? concat([pool, images]) : images;
    const inPool = Array.from({ length: pool?.shape[0] ?? 0 }, (_, index) => index);
    const given = Array.from({ length: images.shape[0]! }, (_, index) => {
      const image = all.shape[0]! - images.shape[0]! + index;
      if (inPool.length < size) inPool.push(image);
      else if (random.next() < 0.5) return inPool.splice(random.integer(size), 1, image)[0]!;
      return image;
    });
    pools = { ...others, [name]: keep(gather(all, inPool)) };
    pool?.dispose();
    return gather(all, given);
  };
  return {
    exchange(images, random) {
      const each = Object.entries(images) as [string, Tensor][];
      return Object.fromEntries(each.map(([name, batch]) => [name, exchanged(name, batch, random)])) as never;
    },
    save: () => ({ updates: 0, tensors: copied(pools) }),
    restore({ tensors }) {
      dispose(pools);
      pools = copied(tensors);
    },
    dispose() {
      dispose(pools);
      pools = {};
    },
  };
}

function copied(tensors: Readonly<Record<string, Tensor>>): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, keep(clone(tensor))]));
}
