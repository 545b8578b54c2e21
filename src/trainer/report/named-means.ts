import type { Scalar } from '@tensorflow/tfjs-core';
import { RunningMean, type SavedMean } from './running-mean';

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

  /** A copy of what was added since the last `clear`, by name. */
  save(): Readonly<Record<string, SavedMean>> {
    return Object.fromEntries(this.names().map((name) => [name, this.means.get(name)!.save()]));
  }

  /** Goes back to what `save` gave. */
  restore(saved: Readonly<Record<string, SavedMean>>): void {
    this.clear();
    for (const [name, each] of Object.entries(saved)) {
      const mean = this.means.get(name) ?? new RunningMean();
      mean.restore(each);
      this.means.set(name, mean);
    }
  }

  clear(): void {
    for (const mean of this.means.values()) mean.clear();
  }
}
