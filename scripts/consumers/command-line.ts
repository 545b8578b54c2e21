import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Consumer } from './consumer';

/** What a command did. */
interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Tries `npx gan-core` as a person would who has an empty folder: it must ask for what is missing by one npm line, which
 * must then be all that is needed.
 */
export function tryCommandLine(repository: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'gan-core-command-line-'));
  try {
    const consumer = new Consumer(folder);
    const tarball = consumer.pack(repository);
    const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
      version: string;
    };

    // From npx's cache: nothing can be installed beside it, so the npm line brings gan-core into the folder.
    const first = run(folder, ['--yes', '--package', tarball, 'gan-core', 'ring']);
    const line = expectLine(first, /^npm install (.*)$/m, 1);
    if (!line.startsWith(`gan-core@${version} `)) throw new Error(`the line should bring gan-core: ${line}`);
    // The registry need not have this version yet.
    consumer.install([tarball, ...line.split(' ').slice(1)]);

    expectLine(run(folder, ['gan-core', 'list']), /^ {2}(ring) /m, 0);
    expectLine(run(folder, ['gan-core', 'info']), /^ {2}wasm +(starts)$/m, 0);
    const ring = run(folder, ['gan-core', 'ring', '--steps', '20', '--out', 'pictures']);
    expectLine(ring, /^(\d of 8 modes)/m, 0);
    expectLine(ring, /^(pictures\/ring\.png)$/m, 0);
    expectPicture(join(folder, 'pictures/ring.png'));

    const wrong = run(folder, ['gan-core', 'ring', '--steps', 'x']);
    expectLine(wrong, /^gan-core: (--steps: got 'x'; expected a whole number, at least 1\.)\n$/, 2);

    const second = expectLine(run(folder, ['gan-core', 'digits']), /^npm install (.*)$/m, 1);
    if (/linkedom|gan-core/.test(second)) throw new Error(`the line names what is there: ${second}`);
    if (existsSync(join(folder, 'out'))) throw new Error('a refused command made its folder');
    consumer.install(second.split(' '));
    expectLine(run(folder, ['gan-core', 'digits', '--steps', '2']), /^(out\/digits\.png)$/m, 0);
    expectPicture(join(folder, 'out/digits.png'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(folder: string, args: readonly string[]): Result {
  const { status, stdout, stderr } = spawnSync('npx', args, {
    cwd: folder,
    encoding: 'utf8',
    timeout: 240_000,
  });
  return { code: status, stdout, stderr };
}

/** What the pattern finds in a command's output; the exit code must be as expected too, and no stack be printed. */
function expectLine({ code, stdout, stderr }: Result, pattern: RegExp, expectedCode: number): string {
  const found = pattern.exec(expectedCode === 0 ? stdout : stderr)?.[1];
  if (code === expectedCode && found !== undefined && !/^ +at /m.test(stderr)) return found;
  throw new Error(`expected ${pattern} and the code ${expectedCode}, got ${code}:\n${stdout}${stderr}`);
}

function expectPicture(file: string): void {
  const isPng = readFileSync(file).subarray(1, 4).toString() === 'PNG';
  if (!isPng || statSync(file).size < 2000) throw new Error(`${file} is no picture`);
}
