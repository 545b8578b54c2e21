import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const types: Record<string, string> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.gif': 'image/gif',
  '.wasm': 'application/wasm',
};

/**
 * A Content-Security-Policy as strict as a page with WebAssembly can have: nothing inline, no eval, nothing from elsewhere.
 *
 * @param inline - whether the page's own scripts may stand in it, since its bundler puts one there
 */
export function strictPolicy(inline = false): Readonly<Record<string, string>> {
  const sources = `'self' 'wasm-unsafe-eval'${inline ? " 'unsafe-inline'" : ''}`;
  return { 'content-security-policy': `default-src 'self'; script-src ${sources}; style-src 'none'` };
}

/**
 * Serves a folder of built files for as long as a piece of work takes.
 *
 * @param headers - what all answers carry; unless told, a strict Content-Security-Policy
 * @param base - the path that it lies below, with a slash at both ends
 */
export async function serveFolder<T>(
  folder: string,
  work: (url: string) => Promise<T>,
  headers: Readonly<Record<string, string>> = strictPolicy(),
  base = '/',
): Promise<T> {
  const server = createServer(async ({ url = '/' }, response) => {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
    const file = join(folder, path.replace(base, '/').replace(/\/$/, '/index.html'));
    const body = path.startsWith(base) ? await readFile(file).catch(() => undefined) : undefined;
    response.writeHead(body ? 200 : 404, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      ...headers,
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** A port that nobody listens on, for servers that must be told theirs. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
