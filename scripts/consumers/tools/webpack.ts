import type { Tool } from '../tool';
import { openBuiltPage } from './built-page';

export const webpack: Tool = {
  name: 'webpack',
  packages: ['webpack@5.113.0', 'webpack-cli@7.3.1'],
  checks: [
    {
      tool: 'webpack',
      what: '`webpack`, the page in Chromium',
      version: (project) => project.versionOf('webpack'),
      async run(project) {
        await project.runInstalled('webpack');
        return openBuiltPage(project);
      },
    },
  ],
};
