import { engine, type NamedAttrMap, type NamedTensorMap, type Tensor } from '@tensorflow/tfjs-core';

/** One operation on tfjs's tape. */
export interface TapeNode {
  readonly kernelName: string;
  inputs: Readonly<Record<string, Tensor>>;
  readonly outputs: readonly Tensor[];
  readonly saved?: readonly Tensor[];
  /** The gradients by the inputs, by those of the outputs; undefined for an output that nothing depends on. */
  gradient?: (dys: readonly (Tensor | undefined)[]) => Record<string, () => Tensor>;
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
  /** Gives the tensors that an operation saves for its gradient. */
  getTensorsForGradient(kernelName: string, inputs: NamedTensorMap, outputs: Tensor[]): Tensor[];
  /** Begins to record, on a new tape where no gradient is being taken. */
  startTape(): void;
  endTape(): void;
  readonly state: {
    /** Null outside of a gradient. */
    activeTape: TapeNode[] | null;
    /** Number of gradients that are being taken, one within the other. */
    gradientDepth: number;
    /** Above 0 within an operation, where nothing is recorded but the copies that it saves. */
    kernelDepth: number;
    /** The innermost tidy, with the tensors that were made in it. */
    readonly activeScope: { readonly track: Tensor[] } | undefined;
  };
}

/** tfjs's engine, by the parts that record. */
export function recordingEngine(): RecordingEngine {
  return engine() as unknown as RecordingEngine;
}

/**
 * Puts a method of one's own in place of one of the engine's.
 *
 * @returns puts the engine back; where several were put in, the last one goes first
 */
export function overrideMethod<Name extends 'addTapeNode' | 'getTensorsForGradient'>(
  name: Name,
  method: RecordingEngine[Name],
): () => void {
  const recording: RecordingEngine = recordingEngine();
  const isOverridden = Object.hasOwn(recording, name);
  const before = recording[name];
  recording[name] = method;
  return () => {
    if (isOverridden) recording[name] = before;
    else delete (recording as Partial<RecordingEngine>)[name]; // the original belongs to the class
  };
}
