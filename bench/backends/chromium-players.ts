import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { chromiumFlags, chromiumPath } from '../../scripts/chromium';
import type { BackendName } from '../../src/backends/backend';
import { servePage } from './page-server';
import type { Player } from './player';
import type { openSession } from './session';

/** Those that started, and why the others didn't. */
export interface Started {
  readonly players: readonly Player[];
  readonly failures: readonly string[];
  stop(): Promise<void>;
}

const flags = [
  ...chromiumFlags,
  '--enable-unsafe-webgpu',
  // All pages but one are in the background, and are to run as fast as that one.
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

/** Starts each backend in a page of its own, in the Chromium of the machine or that CHROMIUM names, if there is one. */
export async function startChromiumPlayers(backends: readonly BackendName[]): Promise<Started> {
  if (!existsSync(chromiumPath))
    return { players: [], failures: [`no Chromium at ${chromiumPath}`], async stop() {} };
  const server = await servePage();
  const browser = await chromium.launch({ executablePath: chromiumPath, args: flags });
  const where = `Chromium ${browser.version().split('.')[0]}`;
  const players: Player[] = [];
  const failures: string[] = [];
  for (const backend of backends) {
    const page = await browser.newPage();
    await page.goto(server.url);
    try {
      const session = await page.evaluateHandle(
        (name) =>
          (globalThis as unknown as { openSession: typeof openSession }).openSession(name, {
            wasmPaths: '/',
            timeoutMs: 60_000,
          }),
        backend,
      );
      const adapter = await session.evaluate((started) => started.adapter);
      players.push({
        where,
        backend,
        adapter,
        play: (order) => session.evaluate((started, what) => started.play(what), order),
        stop: () => page.close(),
      });
    } catch (error) {
      failures.push(`${where}, ${backend}: ${(error as Error).message}`);
    }
  }
  return {
    players,
    failures,
    async stop() {
      await browser.close();
      server.close();
    },
  };
}
