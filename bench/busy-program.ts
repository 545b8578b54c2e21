import { spawn } from 'node:child_process';

/** Starts a program that shares nothing with this one and is busy, on one core, until this one is gone; gives what ends it before. */
export function startBusyProgram(): () => void {
  const busy =
    'const parent = process.ppid; while (process.ppid === parent) for (let turn = 0; turn < 1e6; turn++);';
  const program = spawn(process.execPath, ['-e', busy], { stdio: 'ignore' });
  return () => void program.kill('SIGKILL');
}
