const names = ['npm', 'pnpm', 'yarn', 'bun'] as const;

/** A program that installs npm packages. */
export type PackageManager = (typeof names)[number];

/**
 * Names the package manager that started this program: npm where nobody says.
 *
 * @param userAgent - `npm_config_user_agent`, such as `pnpm/10.0.0 npm/? node/v20.20.2 linux x64`
 */
export function packageManagerOf(userAgent: string | undefined): PackageManager {
  const name = userAgent?.split('/')[0];
  return names.find((each) => each === name) ?? 'npm';
}

/** The line that installs a project's packages. */
export function installLine(manager: PackageManager): string {
  return `${manager} install`;
}

/** The line that runs a script of package.json. */
export function scriptLine(manager: PackageManager, script: 'start' | 'dev'): string {
  if (manager === 'bun') return `bun run ${script}`; // `bun start` and `bun dev` run other things
  return manager === 'npm' && script !== 'start' ? `npm run ${script}` : `${manager} ${script}`;
}

/** The line that makes a project, as it is typed. */
export function createLine(manager: PackageManager, rest: string): string {
  // npm keeps options for itself unless two dashes stand before them.
  const separated = manager === 'npm' ? rest.replace(' --', ' -- --') : rest;
  const version = manager === 'yarn' ? '' : '@latest'; // yarn's `create` takes none
  return `${manager} create gan-core${version} ${separated}`;
}
