import { type Tensor, tensor, util, type Variable } from '@tensorflow/tfjs-core';

/** Values of tensors one after another, in memory that all threads see. */
export class SharedValues {
  private readonly parts: readonly Float32Array[];

  /**
   * Lays the tensors out.
   *
   * @param shapes - of each tensor
   * @param buffer - the memory, where another thread made it
   */
  constructor(
    private readonly shapes: readonly (readonly number[])[],
    readonly buffer: SharedArrayBuffer = new SharedArrayBuffer(4 * totalSize(shapes)),
  ) {
    let offset = 0;
    this.parts = shapes.map((shape) => {
      const part = new Float32Array(buffer, 4 * offset, util.sizeFromShape([...shape]));
      offset += part.length;
      return part;
    });
  }

  /** Writes one tensor's values; null counts as 0. */
  async write(index: number, values: Tensor | null): Promise<void> {
    const part = this.parts[index]!;
    if (values) part.set(await values.data());
    else part.fill(0);
  }

  /** One tensor's values, as a new tensor. */
  read(index: number): Tensor {
    // A copy: tfjs's cpu backend would keep the memory itself, which other threads write.
    return tensor(this.parts[index]!.slice(), [...this.shapes[index]!]);
  }
}

/** Weights that one thread writes and others take over, only those that changed. */
export class SharedWeights {
  readonly values: SharedValues;
  private published: readonly object[] = [];

  constructor(
    private readonly variables: readonly Variable[],
    buffer?: SharedArrayBuffer,
  ) {
    this.values = new SharedValues(
      variables.map(({ shape }) => shape),
      buffer,
    );
  }

  /** Writes the weights that were assigned anew since the last time, by whomever; tells which. */
  async publish(): Promise<number[]> {
    const former = this.published;
    // An assignment gives a variable other data: its id tells.
    this.published = this.variables.map(({ dataId }) => dataId);
    const changed = this.published.flatMap((id, index) => (id === former[index] ? [] : [index]));
    await Promise.all(changed.map((index) => this.values.write(index, this.variables[index]!)));
    return changed;
  }

  /** Has the next `publish` write all of them: there are new readers. */
  forget(): void {
    this.published = [];
  }

  /** Takes over the weights that another thread wrote. */
  adopt(changed: Iterable<number>): void {
    for (const index of changed) {
      const value = this.values.read(index);
      this.variables[index]!.assign(value);
      value.dispose();
    }
  }
}

/** Counts the values of tensors of these shapes. */
export function totalSize(shapes: readonly (readonly number[])[]): number {
  return shapes.reduce((sum, shape) => sum + util.sizeFromShape([...shape]), 0);
}
