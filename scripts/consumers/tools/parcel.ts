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
 * message about that shows sources that tfjs-core's source maps name and its package hasn't.
 */
async function build(project: Project): Promise<string | undefined> {
  const once = () => project.runInstalled('parcel', 'build', 'index.html');
  try {
    await once();
    return undefined;
  } catch (error) {
    if (!/ENOENT[\s\S]*tfjs-core\/src/.test(String(error))) throw error;
    await once();
    return 'the first build ends with `ENOENT … tfjs-core/src`, having installed `process` and `buffer` for tfjs; the next one works';
  }
}
