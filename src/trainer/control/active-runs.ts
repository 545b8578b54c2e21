import { getBackend } from '@tensorflow/tfjs-core';
import { ArgumentError, BackendError } from '../../errors';
import { processWide } from '../../process';
import type { RunControl } from './run-control';

/** The trainers that run now, with what tfjs calls the backend of each. */
const runningTrainers = () => processWide('running-trainers', () => new Map<object, string>());

/** Notes that a trainer runs, and on which backend. */
export function registerRun(trainer: object, backend: string): void {
  runningTrainers().set(trainer, backend);
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
    const hint = `ask for '${backend}' here too, or await the other run first`;
    throw new BackendError(
      wanted,
      `another trainer runs on '${backend}', and tfjs has one backend a process: ${hint}.`,
    );
  }
}

/** Registers a run until its end; refuses a second one of the trainer, and one on another backend than that of others. */
export function beginRun(trainer: object, wanted: string | undefined, control: RunControl): void {
  if (isRunning(trainer))
    throw new ArgumentError('trainer', 'is running; await that run, or stop() it, first.');
  refuseOtherBackend(trainer, wanted);
  registerRun(trainer, wanted ?? getBackend());
  control.undoAtEnd(() => runningTrainers().delete(trainer));
}
