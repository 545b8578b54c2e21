import { checkReport } from '../report';
import type { Check, Tool } from '../tool';

export const jest29 = jest('29', '29.7.0');
export const jest30 = jest('30', '30.5.2');

function jest(major: string, version: string): Tool {
  return {
    name: `jest${major}`,
    files: 'jest',
    packages: [`jest@${version}`, `jest-environment-jsdom@${version}`],
    checks: [check('node'), check('jsdom')],
  };
}

function check(environment: string): Check {
  return {
    tool: 'Jest',
    what: `\`jest --env ${environment}\`, a test in CommonJS`,
    version: (project) => project.versionOf('jest'),
    run: async (project) => ({
      reports: [checkReport(await project.runInstalled('jest', '--env', environment))],
    }),
  };
}
