/**
 * Compiles the SIMD kernels and writes them where the wasm backend finds them.
 *
 * Run: npm run build:kernels
 */
import { writeFileSync } from 'node:fs';
import { compileKernels, kernelsFile, kernelsModule } from './compile-kernels';

const binary = await compileKernels();
writeFileSync(kernelsFile, kernelsModule(binary));
console.log(`${kernelsFile}: ${binary.length} bytes of WebAssembly`);
