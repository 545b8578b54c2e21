// Builds the site into docs/.vitepress/dist: npm run site
// Where DIST_IS_BUILT or REFERENCE_IS_WRITTEN is set, dist or docs/api is taken as it is.
// SITE_BASE is the path that it will lie below (/gan-core/), SITE_ORIGIN its host (https://example.org): with one there is a sitemap.
import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { deadLinks } from './dead-links';
import { siteBase, siteFolder } from './site-folder';

/** Runs a command, and prints what it printed where it fails, but for the lines that report each of 600 pages. */
function run(command: string): void {
  const { status, stdout, stderr } = spawnSync(command, {
    shell: true,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const lines = `${stdout}${stderr}`.split('\n').filter((line) => !/llmstxt/.test(line));
  if (status !== 0) {
    console.error(lines.join('\n'));
    throw new Error(`${command} failed.`);
  }
  console.log(`${command}: ${process.uptime().toFixed(0)} s`);
}

if (!process.env.REFERENCE_IS_WRITTEN) run('npm run --silent docs');
if (!process.env.DIST_IS_BUILT) run('npm run --silent build:js');
run('npx vite build playground');
run('npx vitepress build docs');
cpSync('playground/dist', `${siteFolder}/playground`, { recursive: true });

const dead = deadLinks(siteFolder, siteBase);
if (dead.length > 0) {
  console.error(`Dead links:\n${dead.join('\n')}`);
  process.exitCode = 1;
}
