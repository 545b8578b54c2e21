// Builds the JavaScript; prints only where that fails. For commands that build first and have their own to say.
import { spawnSync } from 'node:child_process';

const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'build:js'], {
  encoding: 'utf8',
  shell: process.platform === 'win32', // where npm is a batch file
});
if (status !== 0) {
  console.error(`${stdout}${stderr}`);
  process.exitCode = 1;
}
