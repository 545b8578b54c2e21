import { openPage } from '../page';
import { freePort } from '../serve-folder';
import type { Check, Tool } from '../tool';

export const next: Tool = {
  name: 'next',
  packages: ['next@16.4.6', 'react@19.3.1', 'react-dom@19.3.1'],
  checks: [check('Turbopack', []), check('webpack', ['--webpack'])],
};

function check(bundler: string, flags: readonly string[]): Check {
  const build = ['build', ...flags];
  return {
    tool: `Next.js, ${bundler}`,
    what: `\`next ${build.join(' ')}\`, \`next start\`, a client component in Chromium`,
    version: (project) => project.versionOf('next'),
    async run(project) {
      await project.runInstalled('next', ...build);
      const port = await freePort();
      const open = () => openPage(`http://127.0.0.1:${port}/`, 1);
      const where = ['start', '--hostname', '127.0.0.1', '--port', String(port)];
      return { reports: await project.serve('next', where, /Ready in/, open) };
    },
  };
}
