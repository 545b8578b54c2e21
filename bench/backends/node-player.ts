import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { BackendName } from '../../src/backends/backend';
import type { Player } from './player';

/** What the process says: at first who it is, then what each order took, or why it failed. */
export interface Answer {
  readonly adapter?: string;
  readonly time?: number;
  readonly error?: string;
}

/** Starts a backend in a Node process of its own. It throws where the backend isn't installed or doesn't start. */
export async function startNodePlayer(backend: BackendName): Promise<Player> {
  try {
    return await start(backend, {});
  } catch (error) {
    // Without a GPU, the Vulkan that Chromium brings serves: a program on the CPU.
    const driver = '/usr/lib/chromium/vk_swiftshader_icd.json';
    if (backend !== 'node-gpu' || !existsSync(driver)) throw error;
    return start(backend, { VK_DRIVER_FILES: driver, XDG_RUNTIME_DIR: '/tmp' });
  }
}

async function start(backend: BackendName, environment: NodeJS.ProcessEnv): Promise<Player> {
  const script = new URL('./node-process.ts', import.meta.url);
  const child = fork(script, [backend], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const exit = once(child, 'exit').then((): [Answer] => [{ error: 'the process ended' }]);
  const answer = async () => {
    const [message] = (await Promise.race([once(child, 'message'), exit])) as [Answer];
    if (message.error !== undefined) throw new Error(message.error);
    return message;
  };
  const { adapter } = await answer();
  return {
    where: 'Node',
    backend,
    adapter,
    async play(order) {
      child.send(order);
      return (await answer()).time!;
    },
    stop: () => void child.kill(),
  };
}
