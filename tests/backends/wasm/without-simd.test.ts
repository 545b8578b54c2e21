import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/** Runs a program against the built package, in an engine that takes this processor for one without SIMD. */
function runWithoutSimd(program: string): string {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--no-enable-sse4-1', '--input-type=module', '--eval', program],
    { cwd: fileURLToPath(new URL('../../..', import.meta.url)), encoding: 'utf8' },
  );
  return stdout || stderr;
}

const program = `
  import * as tf from '@tensorflow/tfjs-core';
  import { useBackend } from 'gan-core/backends';
  tf.enableProdMode();
  await useBackend('cpu');
  const error = await useBackend('wasm').catch((caught) => caught);
  const running = tf.getBackend();
  const auto = await useBackend('auto');
  console.log(JSON.stringify({
    name: error.name, code: error.code, backend: error.backend, message: error.message, cause: error.cause?.name, running,
    auto: auto.name, passedOver: auto.passedOver.at(-1),
  }));
`;

// V8 has this switch for x64 alone; there WebAssembly's SIMD takes SSE 4.1.
it.runIf(process.arch === 'x64')('an engine without SIMD refuses wasm, and auto takes cpu', () => {
  const message = "Backend 'wasm': this engine's WebAssembly has no SIMD; use 'cpu'.";
  expect(JSON.parse(runWithoutSimd(program))).toEqual({
    name: 'BackendError',
    code: 'ERR_BACKEND',
    backend: 'wasm',
    message,
    cause: 'CompileError',
    running: 'cpu',
    auto: 'cpu',
    passedOver: message,
  });
});
