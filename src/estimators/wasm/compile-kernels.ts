import { inflatedBinary, withOwnMemory } from '../../threads';
import { kernelsBinary } from './kernels-binary';

const compiled = new Map<boolean, Promise<WebAssembly.Module | undefined>>();

/**
 * Compiles the kernels, once for each kind of memory.
 *
 * @param forShared - whether for memory that threads share
 * @returns undefined where there is no WebAssembly or no SIMD in it, or where a page's Content-Security-Policy forbids it
 */
export function compileKernels(forShared: boolean): Promise<WebAssembly.Module | undefined> {
  const known = compiled.get(forShared);
  if (known) return known;
  const module = compile(forShared);
  compiled.set(forShared, module);
  return module;
}

async function compile(forShared: boolean): Promise<WebAssembly.Module | undefined> {
  if (typeof WebAssembly === 'undefined') return undefined;
  const binary = await inflatedBinary(kernelsBinary);
  try {
    return await WebAssembly.compile(forShared ? binary : withOwnMemory(binary));
  } catch {
    return undefined; // engines differ in what they throw where it isn't allowed
  }
}
