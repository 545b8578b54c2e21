import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('docs/results.md is what npm run results writes', { timeout: 300_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'gan-core-results-'));
  const page = join(folder, 'results.md');
  mkdirSync(join(folder, 'assets'));
  copyFileSync('docs/results.md', page);
  const program = ['--import', 'tsx', 'examples/experiments/gather.ts', '--page', page, '--out', folder];
  const env = { ...process.env, TSX_TSCONFIG_PATH: 'bench/tsconfig.json' };
  execFileSync(process.execPath, program, { env, stdio: 'ignore' });
  expect(readFileSync(page, 'utf8')).toBe(readFileSync('docs/results.md', 'utf8'));
});
