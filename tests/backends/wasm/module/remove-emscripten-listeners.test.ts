import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

/** Runs a program against the built package; gives what it prints as it ends. */
function run(program: string): { readonly status: number | null; readonly stderr: string } {
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, stderr };
}

const start = `import { useBackend } from 'gan-core/backends'; await useBackend('wasm');`;

it.each([
  ['an error', `setTimeout(() => { throw new Error('mine'); }, 1);`],
  ['a rejection', `Promise.reject(new Error('mine')); await new Promise((done) => setTimeout(done, 50));`],
])('after wasm has started, %s that nobody catches is printed without tfjs’s minified file', (_, fault) => {
  const { status, stderr } = run(`${start} ${fault}`);
  expect(status).toBe(1);
  expect(stderr).toContain('Error: mine');
  expect(stderr.length).toBeLessThan(3000);
});
