import { PassThrough } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { terminalQuestions } from '../../packages/create-gan-core/src/questions';
import { UsageError } from '../../src/node/usage-error';

/** A terminal, and a person who types at it once something is asked. */
function terminal() {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let seen = '';
  output.on('data', (text) => {
    seen += text;
  });
  const type = async (keys: string, after: RegExp) => {
    while (!after.test(seen)) await setImmediate();
    seen = '';
    input.write(keys);
  };
  return { questions: terminalQuestions({ input, output }), type };
}

const [enter, down, interrupt] = ['\r', '\u001b[B', '\u0003'];

it('lets one choose a template by the arrow keys', async () => {
  const { questions, type } = terminal();
  const answer = questions.template();
  await type(down, /Which template\?/);
  await type(enter, /vite/);
  expect(await answer).toMatchObject({ name: 'vite' });
});

it('takes the usual folder for an empty answer', async () => {
  const { questions, type } = terminal();
  const checked: string[] = [];
  const answer = questions.folder((folder) => checked.push(folder));
  await type(enter, /Which folder\?/);
  expect([await answer, checked]).toEqual(['my-gan', ['my-gan']]);
});

it('asks again for a folder that will not do, and says why', async () => {
  const { questions, type } = terminal();
  const answer = questions.folder((folder) => {
    if (folder === 'a') throw new UsageError('a: holds something');
  });
  await type('a', /Which folder\?/);
  await type(enter, /a/);
  await type('b', /holds something/);
  await type(enter, /ab/);
  expect(await answer).toBe('ab');
});

it('gives nothing where one leaves', async () => {
  const { questions, type } = terminal();
  const answer = questions.template();
  await type(interrupt, /Which template\?/);
  expect(await answer).toBeUndefined();
});
