import { CheckpointError } from 'gan-core';
import { type CheckpointContents, decodeCheckpoint, type StoredTensor } from 'gan-core/checkpoints';
import { createRandom, type Random } from 'gan-core/random';
import { beforeAll, expect, it } from 'vitest';
import { fileOf, sign, smallContents } from './small-checkpoint';

let file: Uint8Array;
beforeAll(async () => {
  file = await fileOf(smallContents);
});

/** What became of a file: refused as it should be, or read; anything else is a fault. */
async function read(bytes: Uint8Array): Promise<CheckpointContents | 'refused'> {
  try {
    return await decodeCheckpoint(bytes);
  } catch (error) {
    if (error instanceof CheckpointError) return 'refused';
    throw error;
  }
}

it('is refused when it ends at any byte', async () => {
  for (let length = 0; length < file.length; length++)
    expect(await read(file.subarray(0, length)), `${length} bytes`).toBe('refused');
});

it('is refused with any one bit flipped, in the header and behind it', async () => {
  const damaged = file.slice();
  for (let bit = 0; bit < 8 * file.length; bit++) {
    damaged[bit >> 3]! ^= 1 << (bit & 7);
    if ((await read(damaged)) !== 'refused') expect.fail(`bit ${bit} was not seen`);
    damaged[bit >> 3]! ^= 1 << (bit & 7);
  }
  expect(damaged).toEqual(file);
});

const below = (random: Random, count: number) => Math.floor(random.next() * count);

/** One to three changes of the kinds that disks, transfers and people make. */
function mutate(original: Uint8Array, random: Random): Uint8Array {
  let bytes = Buffer.from(original);
  for (let changes = 1 + below(random, 3); changes > 0; changes--) {
    const at = below(random, bytes.length);
    const length = 1 + below(random, Math.min(16, bytes.length - at));
    const piece = bytes.subarray(at, at + length);
    const change = below(random, 8);
    if (change === 0) bytes[at]! ^= 1 << below(random, 8);
    else if (change === 1) bytes[at] = below(random, 256);
    else if (change === 2) bytes.fill(below(random, 2) * 255, at, at + length);
    else if (change === 3) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
    else if (change === 4) bytes = Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
    else if (change === 5) bytes.copy(bytes, below(random, bytes.length - length + 1), at, at + length);
    else if (change === 6) bytes = bytes.subarray(0, Math.max(1, at));
    else bytes[at] = '0123456789"{}[],:-e.'.charCodeAt(below(random, 20));
  }
  return new Uint8Array(bytes);
}

it('is refused after 10,000 mutations, unless these changed nothing', async () => {
  const random = createRandom(14);
  let refused = 0;
  for (let count = 0; count < 10_000; count++) {
    const mutated = mutate(file, random);
    const same = Buffer.compare(mutated, file) === 0;
    if (((await read(mutated)) === 'refused') === same) expect.fail(`mutation ${count}`);
    if (!same) refused++;
  }
  expect(refused).toBeGreaterThan(9_000);
});

/** The words of the format once more, in a few lines that trust the file. */
function trustingRead(bytes: Uint8Array): CheckpointContents {
  const all = Buffer.from(bytes);
  const dataAt = 8 + all.readUInt32LE();
  const { __metadata__: facts, ...entries } = JSON.parse(all.toString('utf8', 8, dataAt));
  const arrays = { F32: Float32Array, I32: Int32Array, U8: Uint8Array, BOOL: Uint8Array };
  const names = { F32: 'float32', I32: 'int32', U8: 'uint8', BOOL: 'bool' };
  type Entry = { dtype: keyof typeof arrays; shape: number[]; data_offsets: [number, number] };
  const tensors = Object.entries(entries as Record<string, Entry>).map(([name, entry]) => {
    const [from, to] = entry.data_offsets;
    const values = new arrays[entry.dtype](bytes.slice(dataAt + from, dataAt + to).buffer);
    return [name, { dtype: names[entry.dtype], shape: entry.shape, values } as StoredTensor] as const;
  });
  const { 'gan-core/state.json': json, ...others } = Object.fromEntries(tensors);
  const scored = facts.score === undefined ? {} : { score: Number(facts.score) };
  const state = JSON.parse(Buffer.from(json!.values as Uint8Array).toString());
  return { step: Number(facts.step), ...scored, tensors: others, state };
}

it('reads what a mutation with a new hash says, or refuses it', async () => {
  const random = createRandom(15);
  let accepted = 0;
  for (let count = 0; count < 3_000; count++) {
    const mutated = sign(mutate(file, random));
    const contents = await read(mutated);
    if (contents === 'refused') continue;
    accepted++;
    expect(contents).toEqual(trustingRead(mutated));
  }
  expect(accepted).toBeGreaterThan(20); // a changed number, a changed name: nobody can see that
});
