import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { Browser } from './browsers';

const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};
const html = '<!doctype html><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>';
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.css': 'text/css' };
const patience = 240_000;

/**
 * Opens a page, isolated so that it has threads, and waits for the report that it sends. Needs no driver of the browser: the page
 * runs by itself.
 *
 * @param files - what the page loads
 * @throws an Error where it fails, or sends nothing in four minutes
 */
export async function openIn<Report extends object>(
  browser: Browser,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<{ version: string; report: Report }> {
  const folder = mkdtempSync(join(tmpdir(), 'gan-core-browser-'));
  let hear!: (report: Report) => void;
  let fail!: (error: Error) => void;
  const heard = new Promise<Report>((resolve, reject) => {
    [hear, fail] = [resolve, reject];
  });
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    if (request.method === 'POST') hear(JSON.parse(await textOf(request)));
    const body = path === '/' ? html : files.get(path);
    const type = path === '/' ? 'text/html' : (types[extname(path)] ?? 'text/javascript');
    response.writeHead(body === undefined ? 404 : 200, { 'Content-Type': type, ...isolation }).end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const [program, ...args] = browser.command(
    `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    folder,
  );
  const child = spawn(program!, args, {
    stdio: 'ignore',
    detached: true,
    env: { ...process.env, ...browser.environment },
  });
  child.on('error', fail);
  const timer = setTimeout(() => fail(new Error(`${browser.name} sent no report.`)), patience);
  try {
    const report = await heard;
    if ('error' in report) throw new Error(`${browser.name}: ${report.error}`);
    return { version: versionOf(browser), report };
  } finally {
    clearTimeout(timer);
    if (child.pid) process.kill(-child.pid, 'SIGKILL');
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

function versionOf({ version: [program, ...args] }: Browser): string {
  const printed = execFileSync(program!, args, { stdio: ['ignore', 'pipe', 'ignore'], encoding: 'utf8' });
  return /\d+(\.\d+)+/.exec(printed)?.[0] ?? '';
}
