import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { decodeCheckpoint } from 'gan-core/checkpoints';
import { fileStore } from 'gan-core/node';
import { createRandom } from 'gan-core/random';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** Number of kills: GAN_CORE_KILLS=200 before a release. */
const KILLS = Number(process.env.GAN_CORE_KILLS ?? 50);
/** Size of a checkpoint, in KiB of numbers. */
const KILOBYTES = 1024;

const folder = mkdtempSync(join(tmpdir(), 'kills-'));
const program = join(folder, 'child.mjs');

beforeAll(async () => {
  // Of the sources, in one file: it starts in some 50 ms.
  const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  await build({
    entryPoints: [file('./saving-child.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    alias: {
      'gan-core/node': file('../../src/node/file-store.ts'),
      'gan-core/checkpoints': file('../../src/checkpoints/index.ts'),
    },
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const isTemporary = (name: string) => name.endsWith('.tmp');

/**
 * Lets a child store checkpoints, and kills it after its first one, in some part of the time that this one took.
 *
 * @param part - of that time
 * @param checkpoints - the folder
 * @returns the last step that the child called safe
 */
async function killWithin(part: number, checkpoints: string): Promise<number> {
  const child = spawn(process.execPath, [program, checkpoints, String(KILOBYTES)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  let begun: number | undefined;
  let killing = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
    begun ??= performance.now();
    if (killing || printed.split('\n').length <= 2) return;
    killing = true;
    setTimeout(() => child.kill('SIGKILL'), part * (performance.now() - begun));
  });
  const [code, signal] = await once(child, 'close');
  expect([code, signal], printed).toEqual([null, 'SIGKILL']);
  return Math.max(...printed.match(/\d+(?=\n)/g)!.map(Number));
}

it(`loses nothing when its process is killed ${KILLS} times while it stores`, {
  timeout: 300_000,
}, async () => {
  const checkpoints = join(folder, 'checkpoints');
  const random = createRandom(14);
  let [last, unfinished] = [0, 0];
  for (let kill = 0; kill < KILLS; kill++) {
    const safe = await killWithin(1.5 * random.next(), checkpoints);
    expect(safe).toBeGreaterThan(last);
    const file = await fileStore(checkpoints).read('latest');
    const { step, tensors } = await decodeCheckpoint(file!);
    expect(step, `after kill ${kill}`).toBeGreaterThanOrEqual(safe);
    expect(tensors.weights!.values.every((value) => value === step)).toBe(true);
    if (readdirSync(checkpoints).some(isTemporary)) unfinished++;
    last = step;
  }
  console.log(`${KILLS} kills, ${unfinished} in the middle of a file; ${last} checkpoints stored, 0 lost`);
  expect(unfinished).toBeGreaterThan(KILLS / 10);
  // What the killed ones left is gone with the next write, so only the last one's can be there.
  expect(readdirSync(checkpoints).filter(isTemporary).length).toBeLessThanOrEqual(1);
});
