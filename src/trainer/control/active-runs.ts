import { BackendError } from '../../errors';
import { processWide } from '../../process';

/** The trainers that run now, with what tfjs calls the backend of each. */
const runningTrainers = () => processWide('running-trainers', () => new Map<object, string>());

/** Notes that a trainer runs, and on which backend. */
export function registerRun(trainer: object, backend: string): void {
  runningTrainers().set(trainer, backend);
}

/** Notes that a trainer runs no more. */
export function unregisterRun(trainer: object): void {
  runningTrainers().delete(trainer);
}

/** Whether a trainer runs. */
export function isRunning(trainer: object): boolean {
  return runningTrainers().has(trainer);
}

/** Whether any other trainer runs. */
export function othersRun(trainer: object): boolean {
  const running = runningTrainers();
  return running.size > (running.has(trainer) ? 1 : 0);
}

/** Backends are process-wide: refuses one that another running trainer doesn't share. */
export function refuseOtherBackend(trainer: object, wanted: string | undefined): void {
  for (const [other, backend] of runningTrainers()) {
    if (other === trainer || wanted === undefined || wanted === backend) continue;
    const mend = `ask for '${backend}' here too, or await the other run first`;
    throw new BackendError(
      wanted,
      `another trainer runs on '${backend}', and tfjs has one backend a process: ${mend}.`,
    );
  }
}
