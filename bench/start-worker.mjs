// Node's threads don't inherit tsx's loader: this registers it, then runs the thread's own script.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
