import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Serves the page with its program, and tfjs's .wasm files, from this machine to itself. */
export async function servePage(): Promise<{ url: string; close(): void }> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./chromium-page.ts', import.meta.url))],
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    logLevel: 'error',
  });
  const { resolve } = createRequire(import.meta.url);
  const wasmFile = (name: string) => readFileSync(resolve(`@tensorflow/tfjs-backend-wasm/dist/${name}`));
  const server = createServer(({ url = '/' }, response) => {
    const file = url.slice(1);
    const [type, body] =
      file === ''
        ? ['text/html', '<!doctype html><script type="module" src="/page.js"></script>']
        : file === 'page.js'
          ? ['text/javascript', outputFiles[0]!.contents]
          : /^[\w-]+\.wasm$/.test(file)
            ? ['application/wasm', wasmFile(file)]
            : ['text/plain', undefined];
    response.writeHead(body === undefined ? 404 : 200, { 'Content-Type': type }).end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}
