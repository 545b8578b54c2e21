import { add, clone, keep, mean, mul, type Scalar, stack, sum, type Tensor } from '@tensorflow/tfjs-core';

/** State of a mean: all that was added so far. */
export interface SavedMean {
  readonly count: number;
  /** None where nothing was added. The caller disposes of it. */
  readonly sum?: Scalar;
}

/** The mean of scalars that stay on the device. */
export class RunningMean {
  private sum: Scalar | undefined;
  private count = 0;

  get isEmpty(): boolean {
    return this.count === 0;
  }

  /** Takes over a scalar. */
  add(value: Scalar): void {
    const former = this.sum;
    this.sum = keep(former ? add(former, value) : value);
    this.count++;
    if (!former) return;
    former.dispose();
    value.dispose();
  }

  /** The mean of what was added since the last `clear`. */
  mean(): Scalar {
    return mul(this.sum!, 1 / this.count);
  }

  /** A copy of what was added since the last `clear`. */
  save(): SavedMean {
    return this.sum ? { count: this.count, sum: keep(clone(this.sum)) } : { count: 0 };
  }

  /** Goes back to what `save` gave. */
  restore({ count, sum: saved }: SavedMean): void {
    this.clear();
    this.count = count;
    this.sum = saved && keep(clone(saved));
  }

  clear(): void {
    this.sum?.dispose();
    this.sum = undefined;
    this.count = 0;
  }
}

/** One number that tells of all tensors whether they are finite: NaN and Infinity survive a mean and a sum. */
export function sumOfMeans(tensors: readonly Tensor[]): Scalar {
  // Not addN: tfjs's webgpu backend gets that wrong for more than 7 tensors.
  return sum(stack(tensors.filter(({ size }) => size > 0).map((tensor) => mean(tensor))));
}
