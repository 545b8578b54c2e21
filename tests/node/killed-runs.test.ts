import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { createRandom } from 'gan-core/random';
import { afterAll, beforeAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'killed-runs-'));
const programs = fileURLToPath(new URL('./programs', import.meta.url));
const program = join(programs, 'training-child.mjs');

beforeAll(async () => {
  // Beside the sources, so that it finds gan-core, as built.
  await build({
    entryPoints: [fileURLToPath(new URL('./training-child.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    tsconfigRaw: '{}',
  });
});
afterAll(() => {
  for (const each of [folder, programs]) rmSync(each, { recursive: true, force: true });
});

/** Lets the run go on, and kills it some milliseconds after so many reports; undefined: never. */
async function train(checkpoints: string, result: string, kill?: { reports: number; after: number }) {
  const child = spawn(process.execPath, [program, checkpoints, result], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const steps: number[] = [];
  let killing = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    steps.push(...(text.match(/\d+(?=\n)/g) ?? []).map(Number));
    if (!kill || killing || steps.length < kill.reports) return;
    killing = true;
    setTimeout(() => child.kill('SIGKILL'), kill.after);
  });
  const [code, signal] = await once(child, 'close');
  return { steps, end: code ?? signal };
}

it('a process that is killed four times, and started again, gives what one gives that never was', {
  timeout: 120_000,
}, async () => {
  const whole = await train(join(folder, 'whole'), join(folder, 'whole.json'));
  expect(whole.end).toBe(0);
  const checkpoints = join(folder, 'killed');
  const result = join(folder, 'killed.json');
  const random = createRandom(8);
  const begun: number[] = [];
  let kills = 0;
  for (let kill = 0; kill < 4; kill++) {
    const { steps, end } = await train(checkpoints, result, {
      reports: 2 + random.integer(6),
      after: 20 * random.next(),
    });
    begun.push(steps[0]!);
    if (end === 'SIGKILL') kills++;
  }
  expect(kills).toBe(4);
  const last = await train(checkpoints, result);
  expect(last.end).toBe(0);
  // It went on, and never began anew; where a disk is slow, from the same checkpoint as before.
  const starts = [...begun, last.steps[0]!];
  expect(starts[0]).toBe(10);
  expect(
    starts.slice(1).every((start, index) => start >= starts[index]!),
    String(starts),
  ).toBe(true);
  expect(starts.at(-1)).toBeGreaterThan(10);
  expect(JSON.parse(readFileSync(result, 'utf8'))).toEqual(
    JSON.parse(readFileSync(join(folder, 'whole.json'), 'utf8')),
  );
});
