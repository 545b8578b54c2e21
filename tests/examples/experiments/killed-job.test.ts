import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const only = '"mixture":"ring","loss":"relativistic","steps":100';
const options = ['ring-grid', '--steps', '100', '--seeds', '1', '--only', only, '--checkpoint-every', '10'];

function start(out: string, ...more: readonly string[]) {
  const program = ['--import', 'tsx', 'examples/experiments/run.ts', ...options, '--out', out, ...more];
  const env = { ...process.env, TSX_TSCONFIG_PATH: 'bench/tsconfig.json' };
  const child = spawn(process.execPath, program, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => {
      printed += data;
    });
  return { child, printed: () => printed };
}

async function finish(out: string, ...more: readonly string[]): Promise<string> {
  const { child, printed } = start(out, ...more);
  const [code] = (await once(child, 'exit')) as [number];
  expect(code, printed()).toBe(0);
  return printed();
}

/** The one result in a folder. */
function resultIn(folder: string) {
  const file = readdirSync(folder).find((name) => name.endsWith('.json'))!;
  return JSON.parse(readFileSync(join(folder, file), 'utf8')).result;
}

it('a job that is killed, by a signal that nothing can hear, goes on bit for bit', {
  timeout: 300_000,
}, async () => {
  const outs = ['undisturbed', 'killed'].map((name) => mkdtempSync(join(tmpdir(), `gan-core-${name}-`)));
  const [undisturbed, killed] = outs.map((out) => join(out, 'ring-grid')) as [string, string];
  const { child } = start(outs[1]!);
  const hasCheckpoint = () =>
    existsSync(killed) &&
    readdirSync(killed, { recursive: true }).some((name) => String(name).endsWith('.safetensors'));
  while (child.exitCode === null && !hasCheckpoint()) await new Promise((resume) => setTimeout(resume, 20));
  child.kill('SIGKILL');
  await once(child, 'exit');
  const left = readdirSync(killed);
  expect(left.some((name) => name.endsWith('.json'))).toBe(false);
  expect(left.some((name) => name.endsWith('.lock-0'))).toBe(true);

  expect(await finish(outs[1]!)).toContain('1 done, 0 was there');
  expect(await finish(outs[0]!)).toContain('1 done, 0 was there');
  expect(resultIn(killed)).toEqual(resultIn(undisturbed));
  expect(readdirSync(killed)).toHaveLength(1);
  // Given twice, it runs once; and of two shards the other one has nothing to do.
  expect(await finish(outs[1]!)).toContain('0 done, 1 was there');
  expect(await finish(outs[1]!, '--shard', '2/2')).toContain('0 done, 0 was there');
});
