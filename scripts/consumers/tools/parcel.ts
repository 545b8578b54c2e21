import { readFileSync } from 'node:fs';
import type { Project } from '../project';
import type { Tool } from '../tool';
import { openBuiltPage } from './built-page';

export const parcel: Tool = {
  name: 'parcel',
  packages: ['parcel@2.16.4'],
  checks: [
    {
      tool: 'Parcel',
      what: '`parcel build index.html`, the page in Chromium',
      version: (project) => project.versionOf('parcel'),
      async run(project) {
        const note = await build(project);
        // Parcel puts an import map of its chunks into the page.
        return { ...(await openBuiltPage(project, { inline: true })), ...(note && { note }) };
      },
    },
  ],
};

/**
 * Builds, again where the first time ends as it does while Parcel installs, by itself, what tfjs-core has of Node's: its
 * message about that shows sources that tfjs-core's source maps name and its package hasn't. The second time as in a CI,
 * where Parcel installs nothing: what it wrote into package.json is enough.
 */
async function build(project: Project): Promise<string | undefined> {
  const args = ['build', 'index.html'] as const;
  try {
    await project.runInstalled('parcel', ...args);
    return undefined;
  } catch (error) {
    if (!/ENOENT[\s\S]*tfjs-core\/src/.test(String(error))) throw error;
    await project.runInstalledInCi('parcel', ...args);
    const { devDependencies } = JSON.parse(readFileSync(project.path('package.json'), 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    const added = Object.keys(devDependencies).filter((name) => name !== 'parcel');
    return `the first build ends with \`ENOENT … tfjs-core/src\`, having installed what tfjs asks for; the next one works. In a CI, where Parcel installs nothing: \`npm install -D ${added.join(' ')}\` first`;
  }
}
