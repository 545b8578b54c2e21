import { backend, env, findBackend } from '@tensorflow/tfjs-core';
import { countThreads, isStarted } from '../../tfjs';
import { availableCores, MOST_BY_ITSELF } from '../../threads';
import type { BackendDriver } from '../backend';
import { loadFailure } from '../load-failure';
import { importWasm } from '../optional-packages';
import { bringBinary, loadBinary } from './module/bring-binary';
import { checkCompilation } from './module/check-compilation';
import { removeEmscriptenListeners } from './module/remove-emscripten-listeners';
import { compileSimdKernels, threadPool } from './module/simd-kernels';
import type { WasmBackend } from './module/wasm-kernel';
import { setWinograd } from './simd/winograd-choice';
import { installTrainingKernels } from './training-kernels';

/** WebAssembly with SIMD and threads: the fastest for small networks where there is no native TensorFlow. */
export const wasm: BackendDriver = {
  name: 'wasm',
  package: '@tensorflow/tfjs-backend-wasm',
  range: '^4.22.0',
  tfjsName: 'wasm',
  unsupported: () => (typeof WebAssembly === 'undefined' ? 'this environment has no WebAssembly' : undefined),
  async install({ wasmPaths }) {
    checkCompilation();
    // All at once: a page would wait for the network three times in a row.
    const [wasmPackage, binary] = await Promise.all([
      importWasm((cause) => loadFailure('wasm', '@tensorflow/tfjs-backend-wasm', cause)),
      wasmPaths === undefined && !isStarted('wasm') ? loadBinary() : undefined,
      compileSimdKernels(),
    ]);
    // On a cross-origin-isolated page tfjs would start threads, and its worker hangs for ever once a bundler minified it.
    env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    if (isStarted('wasm')) threadPool(findBackend('wasm') as unknown as WasmBackend); // refuses before anything is changed
    if (wasmPaths !== undefined) wasmPackage.setWasmPaths(wasmPaths);
    return binary && bringBinary(wasmPackage, binary);
  },
  hint: "gan-core brings tfjs's module along, in `tfjs-binary.js`. Where that can't be loaded, or is of another version, pass `wasmPaths` for tfjs's files before the first start.",
  patch() {
    removeEmscriptenListeners();
    const patch = installTrainingKernels();
    const uncount = countThreads(
      'wasm',
      () => threadPool(findBackend('wasm') as unknown as WasmBackend).threads,
    );
    let wanted: number | 'auto' = 'auto';
    return {
      ...patch,
      configure({ threads = wanted, winograd }) {
        wanted = threads;
        if (winograd !== undefined) setWinograd(winograd);
        const cores = availableCores();
        const pool = threadPool(backend() as unknown as WasmBackend);
        pool.resize(threads === 'auto' ? Math.min(MOST_BY_ITSELF, cores) : threads, cores);
        return pool.threads;
      },
      undo() {
        uncount();
        patch.undo();
        setWinograd(true);
        if (isStarted('wasm')) threadPool(findBackend('wasm') as unknown as WasmBackend).resize(1, 1);
      },
    };
  },
};
