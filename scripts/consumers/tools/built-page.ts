import { copyFileSync, existsSync } from 'node:fs';
import { openPage } from '../page';
import type { Project } from '../project';
import { serveFolder, strictPolicy } from '../serve-folder';
import type { Outcome } from '../tool';

/** Opens what a bundler wrote into dist in Chromium, with the project's own page where the bundler makes none. */
export async function openBuiltPage(
  project: Project,
  { programs = 1, inline = false } = {},
): Promise<Outcome> {
  if (existsSync(project.path('page.html')))
    copyFileSync(project.path('page.html'), project.path('dist/index.html'));
  return {
    reports: await serveFolder(project.path('dist'), (url) => openPage(url, programs), strictPolicy(inline)),
  };
}
