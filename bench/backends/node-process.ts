/** A process that plays on the backend that its argument names: see node-player.ts. */
import type { BackendName } from '../../src/backends/backend';
import type { Answer } from './node-player';
import { type Order, openSession } from './session';

const answer = (message: Answer) => process.send!(message);
try {
  const session = await openSession(process.argv[2] as BackendName, { timeoutMs: 60_000 });
  process.on('message', (order: Order) => {
    session.play(order).then(
      (time) => answer({ time }),
      (error) => answer({ error: String(error) }),
    );
  });
  answer({ ...(session.adapter !== undefined && { adapter: session.adapter }) });
} catch (error) {
  answer({ error: (error as Error).message });
  process.disconnect();
}
