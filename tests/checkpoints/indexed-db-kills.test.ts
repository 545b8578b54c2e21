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

/** Number of kills: a tenth of those of tests/node/file-store-kills.test.ts, since a browser takes long to start. */
const KILLS = Math.ceil(Number(process.env.GAN_CORE_KILLS ?? 50) / 10);
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

/**
 * Chromium from its start to its kill: after a whole transaction, in some part of the time that this one took from the begin of
 * the next one, or before that one.
 *
 * @param part - of that time; undefined: the kill falls between two transactions
 * @returns the step that it found stored, and the last one that it called safe
 */
async function runAndKill(part: number | undefined): Promise<{ found: number; safe: number }> {
  answers = true;
  const kill = startChromium();
  let safe = 0;
  const noteSafe = (step: number) => {
    safe = step;
  };
  page.on('safe', noteSafe);
  try {
    const [found] = (await once(page, 'found')) as [number];
    await once(page, 'begin');
    const begun = performance.now();
    await once(page, 'safe');
    const milliseconds = performance.now() - begun;
    answers = part !== undefined;
    await once(page, 'begin'); // without an answer, the page waits now
    if (part !== undefined) await pause(part * milliseconds);
    return { found, safe: safe };
  } finally {
    await kill();
    page.off('safe', noteSafe);
  }
}

const title = `loses nothing when Chromium is killed ${KILLS} times, between transactions and in them`;
it.skipIf(!existsSync(chromiumPath))(title, { timeout: 30_000 + 10_000 * KILLS }, async () => {
  const random = createRandom(14);
  let [safe, unsaid] = [0, 0];
  for (let kill = 0; kill <= KILLS; kill++) {
    const run = await runAndKill(kill % 4 === 3 ? undefined : 1.5 * random.next());
    expect(run.found, `before kill ${kill}`).toBeGreaterThanOrEqual(safe);
    if (run.found > safe) unsaid++; // it was stored, and the page couldn't say so any more
    safe = run.safe;
  }
  console.log(`${KILLS} kills; ${safe} checkpoints stored, 0 lost; ${unsaid} were stored as the kill came`);
});
