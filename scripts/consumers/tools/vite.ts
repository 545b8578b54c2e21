import { openPage } from '../page';
import { freePort } from '../serve-folder';
import type { Tool } from '../tool';
import { openBuiltPage } from './built-page';

const programs = 2; // on the page, and in its worker

export const vite: Tool = {
  name: 'vite',
  packages: ['vite@8.4.0'],
  checks: [
    {
      tool: 'Vite',
      what: '`vite build`, the page and its worker in Chromium',
      version: (project) => project.versionOf('vite'),
      async run(project) {
        await project.runInstalled('vite', 'build');
        return openBuiltPage(project, { programs });
      },
    },
    {
      tool: 'Vite',
      what: '`vite` (development), the page and its worker in Chromium',
      version: (project) => project.versionOf('vite'),
      async run(project) {
        const port = await freePort();
        const where = ['--host', '127.0.0.1', '--port', String(port), '--strictPort'];
        const open = () => openPage(`http://127.0.0.1:${port}/`, programs);
        return { reports: await project.serve('vite', where, /ready in/, open) };
      },
    },
  ],
};
