import { spawnSync } from 'node:child_process';

/** Debian's Python: another one may come first on the path. */
export const python = '/usr/bin/python3';

/** Whether Debian's Python has a module; it isn't loaded. */
export function hasPython(module: string): boolean {
  const asked = `import importlib.util, sys; sys.exit(importlib.util.find_spec('${module}') is None)`;
  return spawnSync(python, ['-c', asked]).status === 0;
}

/** Runs a program of Python with a text as its input, and gives what it prints. */
export function printedByPython(program: string, input = '', folder?: string): string {
  const { status, stdout, stderr } = spawnSync(python, ['-c', program], {
    input,
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { ...process.env, OMP_NUM_THREADS: '1' },
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

/** Runs a program of Python with JSON as its input, and gives the JSON that it prints. */
export function runPython(program: string, given: unknown): unknown {
  return JSON.parse(printedByPython(program, JSON.stringify(given)));
}
