import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { withSharedMemory } from '../../../../src/backends/wasm/module/shared-memory';
import { isShared } from '../../../../src/threads';

const require = createRequire(import.meta.url);
const read = (name: string) =>
  Uint8Array.from(readFileSync(require.resolve(`@tensorflow/tfjs-backend-wasm/dist/${name}.wasm`)));
const simd = read('tfjs-backend-wasm-simd');

afterEach(() => vi.unstubAllGlobals());

/** Has memories of more gigabytes than these refused if they are shared, as where addresses are scarce. */
function refuseAbove(gigabytes: number): void {
  const { Memory } = WebAssembly;
  const asked: number[] = [];
  vi.stubGlobal('WebAssembly', {
    ...Object.fromEntries(
      Object.getOwnPropertyNames(WebAssembly).map((name) => [name, WebAssembly[name as 'Memory']]),
    ),
    Memory: function refusing(descriptor: WebAssembly.MemoryDescriptor) {
      asked.push(descriptor.maximum!);
      if (descriptor.shared && descriptor.maximum! > gigabytes * 16_384)
        throw new RangeError('could not allocate memory');
      return new Memory(descriptor);
    },
  });
}

/** The pages of a module's memory and whether it is shared, as the engine understands the binary. */
async function memoryOf(binary: Uint8Array<ArrayBuffer>): Promise<WebAssembly.Memory> {
  const module = await WebAssembly.compile(binary);
  const imports: Record<string, Record<string, () => number>> = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module))
    imports[from] = { ...imports[from], [name]: () => 0 };
  const { exports } = await WebAssembly.instantiate(module, imports);
  return Object.values(exports).find((each) => each instanceof WebAssembly.Memory)!;
}

describe("tfjs's binary with shared memory", () => {
  it('has it, and grows as before', async () => {
    expect(isShared(await memoryOf(simd))).toBe(false);
    const memory = await memoryOf(withSharedMemory(simd)!);
    expect(isShared(memory)).toBe(true);
    const before = memory.grow(100);
    expect(memory.buffer.byteLength).toBe((before + 100) * 65_536);
  });

  it('differs in a few bytes, and the original stays as it is', () => {
    const original = simd.slice();
    const changed = withSharedMemory(simd)!;
    expect(simd).toEqual(original);
    const different = changed.reduce((count, byte, index) => count + (byte === simd[index] ? 0 : 1), 0);
    expect(changed).toHaveLength(simd.length);
    expect(different).toBe(1);
  });

  it.each([4, 3, 2, 1])('where %i GB may be shared: as much of 4, 2 and 1', async (gigabytes) => {
    refuseAbove(gigabytes);
    const changed = withSharedMemory(simd)!;
    vi.unstubAllGlobals();
    const memory = await memoryOf(changed);
    expect(isShared(memory)).toBe(true);
    const most = { 4: 4, 3: 2, 2: 2, 1: 1 }[gigabytes]! * 16_384;
    const pages = memory.buffer.byteLength / 65_536;
    expect(() => memory.grow(most - pages + 1)).toThrow(RangeError);
    if (gigabytes === 1) expect(memory.grow(most - pages)).toBe(pages);
  });

  it('is none where less than 1 GB may be, or nothing is isolated, or the engine has none', () => {
    refuseAbove(0.5);
    expect(withSharedMemory(simd)).toBeUndefined();
    vi.unstubAllGlobals();
    expect(withSharedMemory(simd)).toBeDefined();
    vi.stubGlobal('crossOriginIsolated', false);
    expect(withSharedMemory(simd)).toBeUndefined();
    vi.stubGlobal('crossOriginIsolated', true);
    expect(withSharedMemory(simd)).toBeDefined();
    vi.stubGlobal('SharedArrayBuffer', undefined);
    expect(withSharedMemory(simd)).toBeUndefined();
  });
});

describe('of any other binary', () => {
  it('the threaded module, which imports its memory, is left alone', () => {
    expect(withSharedMemory(read('tfjs-backend-wasm-threaded-simd'))).toBeUndefined();
  });

  it('what is shared already is left alone', () => {
    expect(withSharedMemory(withSharedMemory(simd)!)).toBeUndefined();
  });

  it('what ends early gives nothing, or what differs from it as the whole does', () => {
    const at = simd.findIndex((byte, index) => byte !== withSharedMemory(simd)![index]);
    for (let length = 0; length < at + 12; length++) {
      const changed = withSharedMemory(simd.slice(0, length));
      // Behind the maximum's three bytes it is whole, as far as this looks.
      if (length < at + 6) expect(changed, `${length} bytes`).toBeUndefined();
    }
  });

  it('rubbish never throws, and never ends in a loop', () => {
    let state = 1;
    const random = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
      return state >>> 24;
    };
    for (let round = 0; round < 2000; round++) {
      const rubbish = Uint8Array.from({ length: 8 + random() }, random);
      rubbish.set(simd.subarray(0, 8));
      expect(withSharedMemory(rubbish)?.length ?? rubbish.length).toBe(rubbish.length);
    }
    for (let round = 0; round < 200; round++) {
      const broken = simd.slice(0, 4096);
      for (let change = 0; change < 20; change++) broken[8 + random() * 8] = random();
      expect(withSharedMemory(broken)?.length ?? broken.length).toBe(broken.length);
    }
    expect(withSharedMemory(Uint8Array.from({ length: 100 }, () => 255))).toBeUndefined();
  });

  it('of two memories, or one without a maximum, none is changed', () => {
    const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
    const maximum = [0x80, 0x80, 4]; // 65,536 pages in LEB128
    const withSection = (...section: number[]) => Uint8Array.from([...header, 5, section.length, ...section]);
    expect(withSharedMemory(withSection(1, 1, 1, ...maximum))).toEqual(withSection(1, 3, 1, ...maximum));
    expect(withSharedMemory(withSection(2, 1, 1, ...maximum, 1, 1, ...maximum))).toBeUndefined();
    expect(withSharedMemory(withSection(1, 0, 1))).toBeUndefined();
    expect(withSharedMemory(withSection(1, 1, 1, 16))).toBeUndefined();
    expect(withSharedMemory(withSection(0))).toBeUndefined();
    expect(withSharedMemory(Uint8Array.from(header))).toBeUndefined();
  });
});
