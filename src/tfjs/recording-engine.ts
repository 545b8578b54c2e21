import { engine, type NamedAttrMap, type NamedTensorMap, type Tensor } from '@tensorflow/tfjs-core';

/** One operation on tfjs's tape. */
export interface TapeNode {
  readonly kernelName: string;
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly outputs: readonly Tensor[];
  readonly saved?: readonly Tensor[];
  gradient?: (dys: Tensor[]) => Record<string, () => Tensor>;
}

/** The parts of tfjs's engine that record operations; its types keep them to themselves. */
export interface RecordingEngine {
  addTapeNode(
    kernelName: string,
    inputs: NamedTensorMap,
    outputs: Tensor[],
    gradient: unknown,
    saved: Tensor[],
    attributes: NamedAttrMap,
  ): void;
  readonly state: {
    /** Null outside of a gradient. */
    readonly activeTape: TapeNode[] | null;
    readonly gradientDepth: number;
    kernelDepth: number;
  };
}

/** tfjs's engine, by the parts that record. */
export function recordingEngine(): RecordingEngine {
  return engine() as unknown as RecordingEngine;
}
