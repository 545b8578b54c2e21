/** Numbers of a file, sample after sample. */
export interface NumberArray {
  /** Number of samples first, then the axes of one. */
  readonly shape: readonly number[];
  /** The numbers, the last axis first to move. */
  readonly values: Float64Array | Float32Array | Uint8Array;
}
