import { openPage } from '../page';
import { freePort } from '../serve-folder';
import { useTemplatePage } from '../template-page';
import type { Check, Tool } from '../tool';

/** The template's project, with a page more that runs the program of all tools. */
export const next: Tool = {
  name: 'next',
  template: 'next',
  packages: [],
  checks: [check('Turbopack', []), check('webpack', ['--webpack'])],
};

function check(bundler: string, flags: readonly string[]): Check {
  const build = ['build', ...flags];
  return {
    tool: `Next.js, ${bundler}`,
    what: `\`next ${build.join(' ')}\`, \`next start\`, a client component and the page of \`create-gan-core --template next\` in Chromium`,
    version: (project) => project.versionOf('next'),
    async run(project) {
      project.addProgram();
      project.addFiles('next');
      await project.runInstalled('next', ...build); // checks the types, too
      const port = await freePort();
      const where = ['start', '--hostname', '127.0.0.1', '--port', String(port)];
      const open = async () => {
        await useTemplatePage(`http://127.0.0.1:${port}/`, true);
        return openPage(`http://127.0.0.1:${port}/program`, 1);
      };
      return { reports: await project.serve('next', where, /Ready in/, open) };
    },
  };
}
