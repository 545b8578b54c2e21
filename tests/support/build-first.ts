import { execFileSync } from 'node:child_process';

/** Builds dist, for tests of what is built: workers, the program, the package's files, and programs of the docs. */
export default function buildFirst(): void {
  execFileSync('npm', ['run', '--silent', 'build:js'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32', // where npm is a batch file
  });
}
