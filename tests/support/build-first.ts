import { execFileSync } from 'node:child_process';

/**
 * Builds dist, for tests of what is built: the program, the package's files, and programs of the docs. Where
 * `DIST_IS_BUILT` is set, as for the second version of Node, that was done; and so it was for one of two projects.
 */
export default function buildFirst(): void {
  if (process.env.DIST_IS_BUILT) return;
  execFileSync('npm', ['run', '--silent', 'build:js'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32', // where npm is a batch file
  });
  process.env.DIST_IS_BUILT = '1';
}
