import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { CheckpointError } from 'gan-core';
import { decodeCheckpoint } from 'gan-core/checkpoints';
import { expect, it } from 'vitest';
import { fileOf, fileWith, sign, signedWith, smallContents } from './small-checkpoint';

const MiB = 2 ** 20;
const four = new Uint8Array(4);
const entry = (members: string, data = four) => signedWith(`,"w":{${members}}`, data);
const f32 = (shape: string, offsets: string, data = four) =>
  entry(`"dtype":"F32","shape":${shape},"data_offsets":${offsets}`, data);
const text = (json: string) => {
  const data = new TextEncoder().encode(json);
  const place = `"dtype":"U8","shape":[${data.length}],"data_offsets":[0,${data.length}]`;
  return signedWith(`,"gan-core/state.json":{${place}}`, data);
};
const latin1 = (file: Uint8Array) => Buffer.from(file).toString('latin1');
/** A header of 1 MiB: a beginning, then one text as often as there is room. */
const full = (begin: string, repeated: string) =>
  fileWith((begin + repeated.repeat(MiB / repeated.length)).slice(0, MiB));
const state = ',"gan-core/state.json":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}';
const nullAt4 = new Uint8Array([0, 0, 0, 0, 110, 117, 108, 108]);

/** Each has the right hash, where it comes so far that it matters. */
const hostile: readonly [string, Uint8Array, RegExp][] = [
  ['a header of 2⁶⁴ − 1 bytes', fileWith('{}', four, 2n ** 64n - 1n), /length is given as 1844674407370955/],
  ['a header of 2⁵³ bytes', fileWith('{}', four, 2n ** 53n), /length is given as/],
  ['a header of 1 MiB and a byte', fileWith(' '.repeat(MiB + 1)), /length is given as 1048577/],
  ['a header longer than the file', fileWith('{}', four, 100n), /ends within its header/],
  ['no header', fileWith(''), /doesn't begin with/],
  ['1 MiB of arrays in each other', full('', '['), /doesn't begin with/],
  ['1 MiB of objects in each other', full('', '{"a":'), /which isn't known/],
  ['1 MiB of arrays in a shape', full('{"w":{"shape":', '['), /lacks a whole number/],
  ['1 MiB of sizes', full('{"w":{"shape":[1', ',1'), /more than 32 numbers/],
  ['1 MiB of empty tensors', full('{"a":{}', ',"a":{}'), /dtype ""/],
  ['1 MiB of metadata', full('{"__metadata__":{"a":"b"', ',"a":"b"'), /"a" twice/],
  ['a name of 1 MiB', full('{"', 'a'), /does not end/],
  ['1 MiB of backslashes', full('{"', '\\'), /does not end|unknown escape/],
  ['a number of 1 MiB of digits', full('{"w":{"shape":[', '9'), /above 2⁵³/],
  ['a byte order mark', fileWith('\ufeff{}'), /doesn't begin with/],
  ['bytes that are no UTF-8', fileWith(Uint8Array.of(0x7b, 0xff, 0x7d)), /isn't UTF-8/],
  ['an overlong UTF-8 slash', fileWith(Uint8Array.of(0x7b, 0x22, 0xc0, 0xaf, 0x22, 0x7d)), /isn't UTF-8/],
  ['half of a surrogate pair', signedWith(',"\\ud800":{}', four), /surrogate/],
  [
    'another file format',
    fileWith('{"w":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}', four),
    /no format/,
  ],
  ['a later version', signedWith('', four.slice(4), ',"format":"gan-core/2"'), /of format "gan-core\/2"/],
  ['metadata nobody knows', signedWith('', four.slice(4), ',"format":"gan-core/1","url":"x"'), /"url"/],
  ['metadata that is no string', signedWith('', four.slice(4), ',"format":1'), /lacks a string/],
  ['a step that is none', signedWith('', four.slice(4), ',"format":"gan-core/1","step":"1e3"'), /step is/],
  ['a score that is none', signedWith('', four.slice(4), ',"format":"gan-core/1","score":"NaN"'), /score is/],
  ['a negative offset', f32('[1]', '[-4,0]'), /lacks a whole number/],
  ['an offset with a point', f32('[1]', '[0,4.0]'), /lacks a whole number/],
  ['an offset with an exponent', f32('[1]', '[0,4e0]'), /lacks a whole number/],
  ['an offset above 2⁵³', f32('[1]', '[0,9007199254740993]'), /above 2⁵³/],
  ['an offset behind the end', f32('[1000000000]', '[0,4000000000]'), /header describes/],
  ['offsets in the wrong order', f32('[1]', '[4,0]'), /-4 bytes/],
  ['three offsets', f32('[1]', '[0,4,8]'), /more than 2/],
  ['a gap', signedWith(`,"w":{"dtype":"U8","shape":[3],"data_offsets":[0,3]}${state}`, nullAt4), /begins at/],
  [
    'an overlap',
    signedWith(`,"w":{"dtype":"U8","shape":[5],"data_offsets":[0,5]}${state}`, nullAt4),
    /begins/,
  ],
  ['bytes behind the last tensor', f32('[1]', '[0,4]', new Uint8Array(5)), /header describes/],
  ['a shape of 2⁶⁴ numbers', f32('[4294967296,4294967296]', '[0,0]', four.slice(4)), /needs NaN/],
  ['0 among sizes that overflow', f32('[4294967296,0,4294967296]', '[0,0]', four.slice(4)), /needs NaN/],
  ['a shape of another size', f32('[2]', '[0,4]'), /needs 8/],
  [
    'a dtype nobody knows',
    entry('"dtype":"F64","shape":[],"data_offsets":[0,8]', new Uint8Array(8)),
    /"F64"/,
  ],
  ['a dtype of every object', entry('"dtype":"constructor","shape":[],"data_offsets":[0,4]'), /dtype/],
  ['a tensor without a shape', entry('"dtype":"F32","data_offsets":[0,4]'), /lacks the shape/],
  ['a tensor with a class', entry('"dtype":"F32","shape":[1],"data_offsets":[0,4],"class":"x"'), /"class"/],
  ['a tensor named __proto__', signedWith(',"__proto__":{}', four), /__proto__/],
  ['a tensor named constructor', signedWith(',"constructor":{}', four), /is reserved/],
  ['a name with a zero byte', signedWith(',"a\\u0000":{}', four), /control character/],
  [
    'two tensors of one name',
    signedWith(',"w":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"\\u0077":{}', four),
    /"w" twice/,
  ],
  [
    'a float that is NaN',
    signedWith(
      `,"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}${state}`,
      new Uint8Array([0, 0, 192, 127, ...nullAt4.subarray(4)]),
    ),
    /holds NaN/,
  ],
  [
    'a truth value of 2',
    signedWith(
      `,"w":{"dtype":"BOOL","shape":[4],"data_offsets":[0,4]}${state}`,
      new Uint8Array([0, 1, 2, 0, ...nullAt4.subarray(4)]),
    ),
    /holds 2 at place 2/,
  ],
  ['no state', f32('[1]', '[0,4]'), /state is missing/],
  [
    'another hash',
    new Uint8Array(Buffer.from(latin1(text('null')).replace('"step":"5"', '"step":"6"'), 'latin1')),
    /SHA-256 is another/,
  ],
  [
    'a hash at another place',
    fileWith('{"__metadata__":{"format":"gan-core/1","sha256":"0"}}'),
    /doesn't begin with the file's/,
  ],
  ['a state with a key twice', text('{"a":1,"a":2}'), /"a" twice/],
  ['a state with __proto__', text('{"__proto__":{"isAdmin":true}}'), /__proto__/],
  ['a state with NaN', text('[NaN]'), /lacks a value/],
  ['a state with 1e999', text('[1e999]'), /too large for float64/],
  ['a state with two values', text('1 2'), /goes on behind its end/],
  ['a state with a comma too many', text('[1,]'), /lacks a value/],
  ['a state nested 10,000 deep', text('['.repeat(10_000)), /nested deeper than 64/],
  [
    'a state that is no UTF-8',
    signedWith(',"gan-core/state.json":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}', Uint8Array.of(0xff)),
    /state isn't UTF-8/,
  ],
];

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const inUse = () => {
  const { heapUsed, external } = process.memoryUsage(); // arrays count as external
  return heapUsed + external;
};

it('has a file that is right among its makers of wrong ones', async () => {
  expect((await decodeCheckpoint(text('{"a":[1]}'))).state).toEqual({ a: [1] });
  const both = `,"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}${state}`;
  expect((await decodeCheckpoint(signedWith(both, nullAt4))).tensors.w!.values[0]).toBe(0);
  const file = await fileOf(smallContents);
  expect(sign(file)).toEqual(file);
});

/** Reads a file and gives what it was refused for, the time that took, and the memory. */
async function refusal(file: Uint8Array) {
  const before = inUse();
  const begun = performance.now();
  const error = await decodeCheckpoint(file).catch((caught: unknown) => caught);
  return { error, milliseconds: performance.now() - begun, bytes: inUse() - before };
}

it.each(hostile)('refuses %s, at once', async (_, file, words) => {
  if (file.length > 1e5) collectGarbage(); // else it may be collected meanwhile
  const { error, milliseconds, bytes } = await refusal(file);
  expect(error).toBeInstanceOf(CheckpointError);
  expect((error as Error).message).toMatch(words);
  expect((error as Error).message).not.toContain('\n');
  expect((error as Error).message.length).toBeLessThan(400);
  expect(bytes).toBeLessThan(10e6);
  // Other processes take their time from this one: of several tries the quickest counts.
  let least = milliseconds;
  for (let attempt = 0; attempt < 20 && least >= 50; attempt++)
    least = Math.min(least, (await refusal(file)).milliseconds);
  expect(least).toBeLessThan(50);
});
