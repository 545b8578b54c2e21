import { inBlocks, type Pauses } from '../../scheduling';
import type { SampleMatrix } from '../samples/samples';
import type { KernelMemory } from '../wasm/kernel-memory';
import { KernelPieces } from '../wasm/kernel-pieces';
import type { SoftMinima } from './soft-minima';
import type { TransportOrder } from './transport-on-line';

/** Points that the kernel takes at once. */
const GROUP = 8;
const inWholeGroups = (count: number) => Math.ceil(count / GROUP) * GROUP;
/** Operations that make a chunk of a thread: some tens of microseconds. */
const CHUNK = 200_000;

/** Bytes that the soft minima between so many points take. */
export function softMinimaBytes(p: SampleMatrix, q: SampleMatrix): number {
  const most = inWholeGroups(Math.max(p.count, q.count));
  const numbers = (inWholeGroups(p.count) + inWholeGroups(q.count)) * p.dimension + 3 * most;
  return numbers * Float64Array.BYTES_PER_ELEMENT + 4096;
}

/**
 * The soft minima by the compiled kernel. Each is summed by one thread in one order, so that the number of threads changes no bit; the
 * order isn't that of the plain loops, and the exponential another one, so that the last digits differ from theirs.
 */
export class KernelSoftMinima implements SoftMinima {
  readonly #memory: KernelMemory;
  readonly #p: SampleMatrix;
  readonly #q: SampleMatrix;
  readonly #order: TransportOrder;
  readonly #pauses: Pauses;
  readonly #pointsOfP: number;
  readonly #pointsOfQ: number;
  readonly #potentials: number;
  readonly #result: number;
  readonly #pieces: KernelPieces;

  private constructor(
    memory: KernelMemory,
    p: SampleMatrix,
    q: SampleMatrix,
    order: TransportOrder,
    pauses: Pauses,
  ) {
    this.#memory = memory;
    this.#p = p;
    this.#q = q;
    this.#order = order;
    this.#pauses = pauses;
    this.#pieces = new KernelPieces(memory, pauses);
    memory.takeBack();
    const most = inWholeGroups(Math.max(p.count, q.count));
    this.#potentials = memory.take(most);
    this.#result = memory.take(2 * most);
    this.#pointsOfP = memory.take(inWholeGroups(p.count) * p.dimension);
    this.#pointsOfQ = p === q ? this.#pointsOfP : memory.take(inWholeGroups(q.count) * q.dimension);
  }

  /**
   * Puts the points into the memory.
   *
   * @param memory - of `softMinimaBytes`; all of it is used until others are made of it
   */
  static async of(
    memory: KernelMemory,
    p: SampleMatrix,
    q: SampleMatrix,
    order: TransportOrder,
    pauses: Pauses,
  ): Promise<KernelSoftMinima> {
    const minima = new KernelSoftMinima(memory, p, q, order, pauses);
    await minima.#load();
    return minima;
  }

  async ofRows(g: Float64Array, f: Float64Array, epsilon: number): Promise<void> {
    await this.#compute(this.#pointsOfP, this.#pointsOfQ, g, f, epsilon);
  }

  async ofColumns(f: Float64Array, g: Float64Array, epsilon: number): Promise<void> {
    await this.#compute(this.#pointsOfQ, this.#pointsOfP, f, g, epsilon);
  }

  async #load(): Promise<void> {
    await this.#putPoints(this.#p, this.#pointsOfP);
    if (this.#pointsOfQ !== this.#pointsOfP) await this.#putPoints(this.#q, this.#pointsOfQ);
  }

  /** Puts points in groups, coordinate by coordinate. */
  async #putPoints({ values, count, dimension }: SampleMatrix, address: number): Promise<void> {
    const groups = this.#memory.numbers(address, inWholeGroups(count) * dimension);
    groups.fill(0, (count - (count % GROUP)) * dimension); // finite where there is no point
    await inBlocks(count, dimension, this.#pauses, (from, to) => {
      for (let point = from; point < to; point++) {
        const place = (point - (point % GROUP)) * dimension + (point % GROUP);
        for (let axis = 0; axis < dimension; axis++)
          groups[place + axis * GROUP] = values[point * dimension + axis]!;
      }
    });
  }

  async #compute(
    rows: number,
    columns: number,
    potentials: Float64Array,
    result: Float64Array,
    epsilon: number,
  ): Promise<void> {
    for (let isDone = false; !isDone; ) {
      this.#begin(rows, columns, potentials, result.length, epsilon);
      isDone = await this.#pieces.finish((kernels, most) => kernels.goOnWithSoftMinima(most));
      if (!isDone) await this.#load(); // helpers were lost, and with them the memory
    }
    const pairs = this.#memory.numbers(this.#result, 2 * result.length);
    for (let row = 0; row < result.length; row++)
      result[row] = -epsilon * (pairs[2 * row]! + Math.log(pairs[2 * row + 1]! / potentials.length));
  }

  #begin(rows: number, columns: number, potentials: Float64Array, count: number, epsilon: number): void {
    const whole = this.#memory.numbers(this.#potentials, inWholeGroups(potentials.length));
    whole.set(potentials);
    whole.fill(-Infinity, potentials.length); // no point, no term
    const { dimension } = this.#p;
    const rowsPerChunk = 2 * Math.max(1, Math.round(CHUNK / (whole.length * (10 + dimension)) / 2));
    this.#memory.kernels.beginSoftMinima(
      rows,
      columns,
      this.#potentials,
      this.#result,
      this.#memory.workspace,
      dimension,
      whole.length / GROUP,
      this.#order,
      epsilon,
      count,
      rowsPerChunk,
    );
  }
}
