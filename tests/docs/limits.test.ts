import '@tensorflow/tfjs-backend-wasm';
import { readFileSync } from 'node:fs';
import { useBackend } from 'gan-core/backends';
import { beforeAll, describe, expect, it } from 'vitest';
import { tables } from '../../scripts/limits/tables';

/** The page says what is refused and what warns; `npm run limits` writes it, and this holds it to what comes today. */
describe('docs/limits.md', () => {
  const page = readFileSync('docs/limits.md', 'utf8');
  beforeAll(async () => void (await useBackend('wasm')));

  it.each(Object.entries(tables))('%s: the messages are those that come', async (name, make) => {
    const section = new RegExp(`<!-- ${name}: .*? -->\n([^]*?)\n<!-- /${name} -->`).exec(page);
    expect(section?.[1]).toBe(await make());
  });
});
