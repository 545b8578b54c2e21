/** A room with kernels in AssemblyScript, and what is written of them. */
export interface KernelTarget {
  /** All that is compiled is reached from here. */
  readonly source: string;
  /** The module that carries the binary: text, so that no bundler needs a setting and nothing is fetched. */
  readonly binaryFile: string;
  /** The module that tells TypeScript how they are called. */
  readonly exportsFile: string;
  /** The interface there, and its description. */
  readonly exports: string;
  readonly description: string;
  /** Where the sources are, from the written files. */
  readonly assembly: string;
}

/** Those of the wasm backend. */
export const backendKernels: KernelTarget = {
  source: 'src/backends/wasm/assembly/index.ts',
  binaryFile: 'src/backends/wasm/module/kernels-binary.ts',
  exportsFile: 'src/backends/wasm/module/kernel-exports.ts',
  exports: 'SimdKernels',
  description: "The compiled kernels. Addresses are bytes in tfjs's memory.",
  assembly: '../assembly',
};

/** Those of the estimators. */
export const estimatorKernels: KernelTarget = {
  source: 'src/estimators/wasm/assembly/index.ts',
  binaryFile: 'src/estimators/wasm/kernels-binary.ts',
  exportsFile: 'src/estimators/wasm/kernel-exports.ts',
  exports: 'EstimatorKernels',
  description: "The compiled kernels. Addresses are bytes in an estimate's memory.",
  assembly: './assembly',
};
