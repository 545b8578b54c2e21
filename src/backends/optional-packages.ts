// Imports of tfjs's backends, each of which may be missing.
//
// Each stands in a `try`, as `await import('…')` of a literal: by that, webpack, Rspack and Turbopack know that the package
// may be missing; they don't know it by a `catch()` of the promise. Parcel knows it by a `require` in a `try` alone, so the
// build makes a second file of this one for it: see tsup.config.ts.

/** Turns an import's failure into the error of the driver that asked. */
type Explain = (cause: unknown) => Error;

/** Imports the backend in plain JavaScript. */
export async function importCpu(explain: Explain) {
  try {
    return await import('@tensorflow/tfjs-backend-cpu');
  } catch (cause) {
    throw explain(cause);
  }
}

/** Imports the backend in WebAssembly. */
export async function importWasm(explain: Explain) {
  try {
    return await import('@tensorflow/tfjs-backend-wasm');
  } catch (cause) {
    throw explain(cause);
  }
}

/** Imports the backend on WebGL. */
export async function importWebgl(explain: Explain) {
  try {
    return await import('@tensorflow/tfjs-backend-webgl');
  } catch (cause) {
    throw explain(cause);
  }
}

/** Imports the backend on WebGPU. */
export async function importWebgpu(explain: Explain) {
  try {
    return await import('@tensorflow/tfjs-backend-webgpu');
  } catch (cause) {
    throw explain(cause);
  }
}
