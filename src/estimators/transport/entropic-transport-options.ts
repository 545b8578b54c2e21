import type { Pauses } from '../../scheduling';
import type { KernelMemory } from '../wasm/kernel-memory';
import type { TransportOrder } from './transport-on-line';

/** Options of entropic transport's solver. */
export interface EntropicTransportOptions {
  /** The power of the distance that transport pays. */
  readonly order: TransportOrder;
  /** ε, in units of that cost. */
  readonly epsilon: number;
  /** Largest error of the plan's marginal, as twice the total variation. */
  readonly tolerance: number;
  /** Most iterations at ε itself; the annealing before comes on top. */
  readonly iterations: number;
  readonly pauses: Pauses;
  /** Memory of the compiled kernels, where they are to compute. */
  readonly memory?: KernelMemory | undefined;
}

/** An entropic transport and its dual solution. */
export interface EntropicTransport {
  /** min ⟨C, π⟩ + ε·KL(π‖p ⊗ q), by its dual. */
  readonly cost: number;
  readonly potentialsP: Float64Array;
  readonly potentialsQ: Float64Array;
  readonly iterations: number;
  /** Σⱼ |column j of the plan − 1/m| at the end. */
  readonly marginalError: number;
  readonly converged: boolean;
  /** Length of the last steps, as a multiple of Sinkhorn's: see relaxation.ts. */
  readonly relaxation: number;
}
