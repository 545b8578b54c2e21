import type { Scalar } from '@tensorflow/tfjs-core';
import { RunningMean } from './running-mean';

/** Means of scalars by their names, on the device; a name without a value since the last `clear` is left out. */
export class NamedMeans {
  private readonly means = new Map<string, RunningMean>();

  /** Takes over scalars. */
  add(values: Readonly<Record<string, Scalar>>): void {
    for (const [name, value] of Object.entries(values)) {
      const mean = this.means.get(name) ?? new RunningMean();
      mean.add(value);
      this.means.set(name, mean);
    }
  }

  /** The names of what was added since the last `clear`. */
  names(): readonly string[] {
    return [...this.means.keys()].filter((name) => !this.means.get(name)!.isEmpty);
  }

  /** The mean of what was added by this name since the last `clear`. */
  mean(name: string): Scalar {
    return this.means.get(name)!.mean();
  }

  clear(): void {
    for (const mean of this.means.values()) mean.clear();
  }
}
