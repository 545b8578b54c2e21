import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { binaryModule } from '../../../../scripts/kernels/binary-module';
import { compileKernels } from '../../../../scripts/kernels/compile';
import { exportsModule } from '../../../../scripts/kernels/exports-module';
import { backendKernels } from '../../../../scripts/kernels/targets';
import { tileFile, tileSource } from '../../../../scripts/kernels/tile-source';
import { kernelsBinary } from '../../../../src/backends/wasm/module/kernels-binary';

const { binaryFile, exportsFile } = backendKernels;
const binaryInFile = inflateRawSync(Buffer.from(kernelsBinary, 'base64'));

describe('the files that npm run build:kernels writes; if one differs, run it', () => {
  it('the tile kernels are what their generator writes', () => {
    expect(readFileSync(tileFile, 'utf8')).toBe(tileSource());
  });

  it('the binary and its signatures are what the sources compile to', async () => {
    const { binary, declarations } = await compileKernels(backendKernels);
    expect(binaryInFile.equals(binary)).toBe(true);
    expect(readFileSync(binaryFile, 'utf8')).toBe(binaryModule(backendKernels, binary, kernelsBinary));
    expect(readFileSync(exportsFile, 'utf8')).toBe(exportsModule(backendKernels, declarations));
  });

  it('the signatures name all that the binary exports', async () => {
    const exported = WebAssembly.Module.exports(await WebAssembly.compile(binaryInFile));
    const declared = [...readFileSync(exportsFile, 'utf8').matchAll(/^ {2}(\w+)\(/gm)].map(
      ([, name]) => name,
    );
    expect(declared.sort()).toEqual(exported.map(({ name }) => name).sort());
  });
});

describe('the compiled kernels', () => {
  it('are smaller than 60 kB, take only a memory, a clock and a way to sleep, and put nothing into it', async () => {
    expect(binaryInFile.length).toBeLessThan(60_000);
    const module = await WebAssembly.compile(binaryInFile);
    expect(WebAssembly.Module.imports(module)).toEqual([
      { module: 'active-threads', name: 'now', kind: 'function' },
      { module: 'thread-pool', name: 'sleep', kind: 'function' },
      { module: 'env', name: 'memory', kind: 'memory' },
    ]);
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 65_536, shared: true });
    const imports = { 'thread-pool': { sleep: () => {} }, 'active-threads': { now: () => 0 } };
    new WebAssembly.Instance(module, { env: { memory }, ...imports });
    expect(new Uint8Array(memory.buffer).every((byte) => byte === 0)).toBe(true);
  });
});
