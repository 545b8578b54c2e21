import { spawnSync } from 'node:child_process';

/** Debian's Python: another one may come first on the path. */
const python = '/usr/bin/python3';

/** Whether Debian's Python has a module; it isn't loaded. */
export function hasPython(module: string): boolean {
  const asked = `import importlib.util, sys; sys.exit(importlib.util.find_spec('${module}') is None)`;
  return spawnSync(python, ['-c', asked]).status === 0;
}

/** Runs a program of Python with JSON as its input, and gives the JSON that it prints. */
export function runPython(program: string, given: unknown): unknown {
  const { status, stdout, stderr } = spawnSync(python, ['-c', program], {
    input: JSON.stringify(given),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { ...process.env, OMP_NUM_THREADS: '1' },
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
