/**
 * Unrolls the tile kernels, compiles the kernels of each room that has any and writes what the room takes of them.
 *
 * Run: npm run build:kernels
 */
import { writeFileSync } from 'node:fs';
import { binaryModule, compressed } from './binary-module';
import { compileKernels } from './compile';
import { exportsModule } from './exports-module';
import { backendKernels, estimatorKernels } from './targets';
import { tileFile, tileSource } from './tile-source';

writeFileSync(tileFile, tileSource()); // a source of the next step
console.log(`${tileFile} is written`);
for (const target of [backendKernels, estimatorKernels]) {
  const { binary, declarations } = await compileKernels(target);
  writeFileSync(target.binaryFile, binaryModule(target, binary, await compressed(binary)));
  writeFileSync(target.exportsFile, exportsModule(target, declarations));
  console.log(`${target.binaryFile}: ${binary.length} bytes of WebAssembly; ${target.exportsFile} beside it`);
}
