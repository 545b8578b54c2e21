import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { binaryModule } from '../../../scripts/kernels/binary-module';
import { compileKernels } from '../../../scripts/kernels/compile';
import { exportsModule } from '../../../scripts/kernels/exports-module';
import { estimatorKernels } from '../../../scripts/kernels/targets';
import { kernelsBinary } from '../../../src/estimators/wasm/kernels-binary';

const { binaryFile, exportsFile } = estimatorKernels;
const binaryInFile = inflateRawSync(Buffer.from(kernelsBinary, 'base64'));

describe('the files that npm run build:kernels writes; if one differs, run it', () => {
  it('the binary and its signatures are what the sources compile to', async () => {
    const { binary, declarations } = await compileKernels(estimatorKernels);
    expect(binaryInFile.equals(binary)).toBe(true);
    expect(readFileSync(binaryFile, 'utf8')).toBe(binaryModule(estimatorKernels, binary, kernelsBinary));
    expect(readFileSync(exportsFile, 'utf8')).toBe(exportsModule(estimatorKernels, declarations));
  });

  it('the signatures name all that the binary exports', async () => {
    const exported = WebAssembly.Module.exports(await WebAssembly.compile(binaryInFile));
    const declared = [...readFileSync(exportsFile, 'utf8').matchAll(/^ {2}(\w+)\(/gm)].map(
      ([, name]) => name,
    );
    expect(declared.sort()).toEqual(exported.map(({ name }) => name).sort());
  });
});

it("the estimators' kernels are smaller than 9.5 kB, take only a memory, a clock and a way to sleep, and put nothing into it", async () => {
  expect(binaryInFile.length).toBeLessThan(9_500);
  const module = await WebAssembly.compile(binaryInFile);
  expect(WebAssembly.Module.imports(module)).toEqual([
    { module: 'thread-pool', name: 'sleep', kind: 'function' },
    { module: 'active-threads', name: 'now', kind: 'function' },
    { module: 'env', name: 'memory', kind: 'memory' },
  ]);
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  const imports = { 'thread-pool': { sleep: () => {} }, 'active-threads': { now: () => 0 } };
  new WebAssembly.Instance(module, { env: { memory }, ...imports });
  expect(new Uint8Array(memory.buffer).every((byte) => byte === 0)).toBe(true);
});
