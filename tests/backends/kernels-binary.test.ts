import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileKernels, kernelsFile, kernelsModule } from '../../scripts/compile-kernels';
import { kernelsBinary } from '../../src/backends/wasm/module/kernels-binary';

describe('the compiled kernels', () => {
  it('are what the sources compile to; if not, npm run build:kernels', async () => {
    expect(readFileSync(kernelsFile, 'utf8')).toBe(kernelsModule(await compileKernels()));
  });

  it('are smaller than 40 kB, take only a memory, and put nothing into it', async () => {
    const bytes = Buffer.from(kernelsBinary, 'base64');
    expect(bytes.length).toBeLessThan(40_000);
    const module = await WebAssembly.compile(bytes);
    expect(WebAssembly.Module.imports(module)).toEqual([{ module: 'env', name: 'memory', kind: 'memory' }]);
    const memory = new WebAssembly.Memory({ initial: 1 });
    new WebAssembly.Instance(module, { env: { memory } });
    expect(new Uint8Array(memory.buffer).every((byte) => byte === 0)).toBe(true);
  });
});
