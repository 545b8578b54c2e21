import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { settingsOfPictureCheckpoint } from '../../playground/src/pictures/training/settings-of-picture-checkpoint';
import { settingsOfCheckpoint } from '../../playground/src/training/settings-of-checkpoint';

const ofPlane = new Uint8Array(gunzipSync(readFileSync('playground/pretrained/ring.bin')));

it.each([
  ['another file', new TextEncoder().encode('no checkpoint')],
  ['an empty file', new Uint8Array()],
  ['half a checkpoint', ofPlane.subarray(0, ofPlane.length / 2)],
])('%s is refused in a visitor’s words, before the detail', async (_, file) => {
  await expect(settingsOfCheckpoint(file)).rejects.toThrow(
    /^This file isn’t a checkpoint of the playground\. \S/,
  );
});

it('a checkpoint of the plane is none of pictures', async () => {
  await expect(settingsOfPictureCheckpoint(ofPlane)).rejects.toThrow(
    'This file isn’t a checkpoint of the playground on pictures: it holds no such settings.',
  );
});
