import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');

/** A source as the formatter would leave it, so that a written file passes the check which all files pass. */
export function formatted(file: string, source: string): string {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [biome, 'format', `--stdin-file-path=${file}`],
    { input: source, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`${file} can't be formatted: ${stderr}`);
  return stdout;
}
