import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';

/** Runs a program in a process of its own, which must end by itself. */
async function run(program: string, ...flags: string[]) {
  const child = spawn(process.execPath, [...flags, '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
    killSignal: 'SIGKILL',
  });
  const said = { out: '', error: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.error += text;
  });
  const [code, signal] = await once(child, 'close');
  return { ...said, end: code ?? signal };
}

/** Computes long enough for threads to take part, and prints what comes out. */
const program = `
import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
const { threads } = await useBackend('wasm', { threads: 3 });
const x = tf.ones([1_000_000]);
for (let round = 0; round < 30; round++) {
  tf.square(x).dispose();
  await new Promise((resolve) => setTimeout(resolve, 10));
}
const [sum] = await tf.sum(tf.square(tf.add(x, 1))).data();
console.log(sum, threads);
`;

it('a process whose program ends ends, though threads sleep', async () => {
  expect(await run(program)).toEqual({ out: '4000000 3\n', error: '', end: 0 });
});

it('a process that is told to exit exits at once, though threads compute', async () => {
  expect((await run(`${program}\nprocess.exit(7);`)).end).toBe(7);
});

it("under Node's permission model one thread computes right, and says so", async () => {
  const flag = process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission';
  const { out, error, end } = await run(program, flag, '--allow-fs-read=*');
  expect(end).toBe(0);
  expect(out).toMatch(/^4000000 /);
  const warnings = error.split('\n').filter((line) => line.startsWith('gan-core: '));
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toMatch(/wasm computes with one thread from now on/);
});
