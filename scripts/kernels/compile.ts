import asc from 'assemblyscript/asc';
import type { KernelTarget } from './targets';

/** The compiled kernels, and the TypeScript that AssemblyScript declares for them. */
export interface CompiledKernels {
  readonly binary: Uint8Array;
  readonly declarations: string;
}

/** Compiles the AssemblyScript of a room: no data of its own and no start but constants, since the memory is laid out by others. */
export async function compileKernels({ source }: KernelTarget): Promise<CompiledKernels> {
  const written = new Map<string, Uint8Array | string>();
  const target = ['--runtime', 'stub', '--importMemory', '--noExportMemory', '--use', 'abort='];
  const threads = ['--enable', 'simd', '--enable', 'threads', '--sharedMemory', '--maximumMemory', '65536'];
  const outputs = ['--bindings', 'raw', '--outFile', 'k.wasm'];
  const { error, stderr } = await asc.main([source, '-O3', '--converge', ...threads, ...target, ...outputs], {
    writeFile: (name, contents) => {
      written.set(name, contents);
    },
  });
  const [binary, declarations] = [written.get('k.wasm'), written.get('k.d.ts')];
  if (error || !(binary instanceof Uint8Array) || typeof declarations !== 'string')
    throw new Error(`${source} doesn't compile: ${stderr}`, { cause: error });
  return { binary, declarations };
}
