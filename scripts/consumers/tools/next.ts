import { rmSync } from 'node:fs';
import { openPage } from '../page';
import type { Project } from '../project';
import { freePort } from '../serve-folder';
import { useTemplatePage } from '../template-page';
import type { Check, Tool } from '../tool';

/** The project that the template makes, with a page more, which runs the program of all tools. */
export const next: Tool = {
  name: 'next',
  template: 'next',
  packages: [],
  checks: [
    check('Turbopack', [], 'a client component, and the page of `create-gan-core --template next`,', (url) =>
      useTemplatePage(url, true),
    ),
    check('webpack', ['--webpack'], 'a client component', undefined),
  ],
};

/**
 * Builds and starts the project.
 *
 * @param useOwnPage - uses the template's own page; without it that isn't built either, which takes as long as all else
 */
function check(
  bundler: string,
  flags: readonly string[],
  pages: string,
  useOwnPage: ((url: string) => Promise<void>) | undefined,
): Check {
  const build = ['build', ...flags];
  return {
    tool: `Next.js, ${bundler}`,
    what: `\`next ${build.join(' ')}\`, \`next start\`, ${pages} in Chromium`,
    version: (project) => project.versionOf('next'),
    async run(project) {
      addProgramPage(project);
      if (!useOwnPage) rmSync(project.path('app/page.tsx'));
      await project.runInstalled('next', ...build); // checks the types, too
      const port = await freePort();
      const url = `http://127.0.0.1:${port}/`;
      const open = async () => {
        await useOwnPage?.(url);
        return openPage(`${url}program`, 1);
      };
      const where = ['start', '--hostname', '127.0.0.1', '--port', String(port)];
      return { reports: await project.serve('next', where, /Ready in/, open) };
    },
  };
}

function addProgramPage(project: Project): void {
  project.addProgram();
  project.addFiles('next');
}
