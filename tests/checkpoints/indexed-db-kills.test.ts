import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { createRandom } from 'gan-core/random';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chromiumFlags, chromiumPath } from '../../scripts/chromium';

/** Number of kills; 20 before a release. */
const KILLS = Number(process.env.GAN_CORE_KILLS ?? 5);
/** Time in which a checkpoint of 2 MB is stored, and some more: the kills fall into it by chance. */
const SAVING_MILLISECONDS = 40;

const folder = mkdtempSync(join(tmpdir(), 'chromium-kills-'));
/** Says what the page says: 'found', 'begin' or 'safe' with a step. */
const page = new EventEmitter();
let server: Server;
/** Whether the page gets answers: without, it waits. */
let answers = true;

beforeAll(async () => {
  const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [file('./saving-page.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    alias: { 'gan-core/checkpoints': file('../../src/checkpoints/index.ts') },
  });
  const html = `<!doctype html><script type="module">${outputFiles[0]!.text}</script>`;
  server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url!, 'http://localhost');
    if (pathname === '/') response.setHeader('content-type', 'text/html').end(html);
    else if (pathname === '/failed') page.emit('error', new Error(await textOf(request)));
    else {
      if (answers) response.end();
      page.emit(pathname.slice(1), Number(searchParams.get('step')));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server?.closeAllConnections();
  server?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
});

async function textOf(request: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}

/** Starts Chromium with the same profile, and gives what kills all of its processes: they are a group. */
function startChromium(): () => Promise<void> {
  const { port } = server.address() as AddressInfo;
  const flags = [
    '--headless',
    '--disable-gpu',
    `--user-data-dir=${join(folder, 'profile')}`,
    ...chromiumFlags,
  ];
  const chromium = spawn(chromiumPath, [...flags, `http://localhost:${port}/`], {
    detached: true,
    stdio: 'ignore',
  });
  return async () => {
    const closed = once(chromium, 'close');
    process.kill(-chromium.pid!, 'SIGKILL');
    await closed;
  };
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Chromium from its start to its kill. Gives what it found stored, and the last step that it called safe. */
async function runAndKill(how: 'in a transaction' | 'between', milliseconds: number) {
  answers = true;
  const kill = startChromium();
  try {
    const [found] = (await once(page, 'found')) as [number];
    let safe = found;
    const noteSafe = (step: number) => {
      safe = step;
    };
    page.on('safe', noteSafe);
    await once(page, 'safe');
    await once(page, how === 'between' ? 'safe' : 'begin');
    if (how === 'between') answers = false; // too late for this one, in time for the next
    if (how === 'between') await once(page, 'begin');
    await pause(milliseconds);
    await kill();
    page.off('safe', noteSafe);
    return { found, safe };
  } catch (error) {
    await kill();
    throw error;
  }
}

const title = `loses nothing when Chromium is killed ${KILLS} times, between transactions and in them`;
it.skipIf(!existsSync(chromiumPath))(title, { timeout: 30_000 + 10_000 * KILLS }, async () => {
  const random = createRandom(14);
  let [safe, torn] = [0, 0];
  for (let kill = 0; kill < KILLS; kill++) {
    const how = kill % 4 === 3 ? 'between' : 'in a transaction';
    const before = safe;
    const run = await runAndKill(how, how === 'between' ? 0 : random.next() * SAVING_MILLISECONDS);
    expect(run.found, `before kill ${kill}`).toBeGreaterThanOrEqual(before);
    if (run.found > before) torn++; // it was stored, and nobody could say so any more
    safe = run.safe;
  }
  const { found } = await runAndKill('between', 0);
  expect(found).toBeGreaterThanOrEqual(safe);
  console.log(
    `${KILLS} kills; ${safe} checkpoints stored, 0 lost; ${torn} kills fell between the storing and the word of it`,
  );
});
