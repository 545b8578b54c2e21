import { deflateRawSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { inflatedBinary } from '../../src/threads';

const bytes = Uint8Array.from({ length: 5000 }, (_, index) => (index === 1 ? 97 : (index * index) % 251));
const base64 = deflateRawSync(bytes).toString('base64');

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** As in a page, and in versions of Node that can't tell a built-in module yet. */
const withoutZlib = () => vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined);

describe('inflatedBinary gives the bytes', () => {
  it("by Node's zlib", async () => {
    vi.stubGlobal('DecompressionStream', undefined);
    expect(await inflatedBinary(base64)).toEqual(bytes);
  });

  it('by a stream, as in a page', async () => {
    withoutZlib();
    const stream = vi.spyOn(globalThis, 'DecompressionStream');
    expect(await inflatedBinary(base64)).toEqual(bytes);
    expect(stream).toHaveBeenCalledOnce();
  });

  it('where what answers is no stream, or no zlib', async () => {
    vi.spyOn(process, 'getBuiltinModule').mockReturnValue({} as never);
    vi.stubGlobal(
      'Response',
      class {
        arrayBuffer = async () => new TextEncoder().encode('[object ReadableStream]').buffer;
      },
    );
    expect(await inflatedBinary(base64)).toEqual(bytes);
    withoutZlib();
    expect(await inflatedBinary(base64)).toEqual(bytes);
  });

  it('where there is neither', async () => {
    withoutZlib();
    vi.stubGlobal('DecompressionStream', undefined);
    expect(await inflatedBinary(base64)).toEqual(bytes);
  });
});
