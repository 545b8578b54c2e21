import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs a program in a process of its own, which must end by itself. */
export async function run(program: string, ...flags: string[]) {
  const child = spawn(process.execPath, [...flags, '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
    killSignal: 'SIGKILL',
  });
  const said = { out: '', error: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.error += text;
  });
  const [code, signal] = await once(child, 'close');
  return { ...said, end: code ?? signal };
}
