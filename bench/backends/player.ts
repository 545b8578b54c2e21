import type { BackendName } from '../../src/backends/backend';
import type { Order } from './session';

/** A backend that plays somewhere else: in a process or a page of its own. */
export interface Player {
  /** "Node", or the browser and its version. */
  readonly where: string;
  readonly backend: BackendName;
  /** The hardware, where the backend tells it. */
  readonly adapter: string | undefined;
  /** Plays; gives the milliseconds that a step took. */
  play(order: Order): Promise<number>;
  stop(): Promise<void> | void;
}
