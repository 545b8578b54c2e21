/**
 * Unrolls the tile kernels, compiles all SIMD kernels and writes what the wasm backend takes of them.
 *
 * Run: npm run build:kernels
 */
import { writeFileSync } from 'node:fs';
import { binaryFile, binaryModule, compressed } from './binary-module';
import { compileKernels } from './compile';
import { exportsFile, exportsModule } from './exports-module';
import { tileFile, tileSource } from './tile-source';

writeFileSync(tileFile, tileSource()); // a source of the next step
const { binary, declarations } = await compileKernels();
writeFileSync(binaryFile, binaryModule(binary, await compressed(binary)));
writeFileSync(exportsFile, exportsModule(declarations));
console.log(`${binaryFile}: ${binary.length} bytes of WebAssembly; ${exportsFile} and ${tileFile} beside it`);
