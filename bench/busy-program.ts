import { spawn } from 'node:child_process';

/** Starts a program that knows nothing of this one and is busy for ever, on one core; gives what ends it. */
export function startBusyProgram(): () => void {
  const program = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
  return () => void program.kill('SIGKILL');
}
