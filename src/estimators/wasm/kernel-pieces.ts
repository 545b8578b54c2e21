import type { Pauses } from '../../scheduling';
import type { EstimatorKernels } from './kernel-exports';
import type { KernelMemory } from './kernel-memory';

/** Milliseconds of a piece of work between two looks at the clock. */
const PIECE_MILLISECONDS = 4;

/** The work of kernels in pieces of some milliseconds, with pauses between them. */
export class KernelPieces {
  /** Chunks of a piece, by how long the last one took. */
  #chunksAtOnce = 1;

  constructor(
    private readonly memory: KernelMemory,
    private readonly pauses: Pauses,
  ) {}

  /**
   * Goes on with what was begun to its end.
   *
   * @param goOn - computes so many chunks at most, and tells whether all are done
   * @returns false where helpers were lost, and with them all that was put into the memory
   */
  async finish(goOn: (kernels: EstimatorKernels, most: number) => boolean): Promise<boolean> {
    for (;;) {
      const start = performance.now();
      const isDone = await this.memory.run((kernels) => goOn(kernels, this.#chunksAtOnce));
      if (isDone === undefined) return false;
      if (isDone) return true;
      const factor = PIECE_MILLISECONDS / (performance.now() - start);
      this.#chunksAtOnce = Math.ceil(this.#chunksAtOnce * Math.min(2, Math.max(0.5, factor)));
      if (this.pauses.due()) await this.pauses.take();
    }
  }
}
