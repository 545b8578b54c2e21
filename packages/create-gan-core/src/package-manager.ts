const names = ['npm', 'pnpm', 'yarn', 'bun'] as const;

/** A program that installs npm packages. */
export interface PackageManager {
  readonly name: (typeof names)[number];
  /** Whether it is a Yarn that makes no node_modules unless told to: 2 and newer. */
  readonly isPlugAndPlay: boolean;
}

/**
 * Names the package manager that started this program: npm where nobody says.
 *
 * @param userAgent - `npm_config_user_agent`, such as `pnpm/10.0.0 npm/? node/v20.20.2 linux x64`
 */
export function packageManagerOf(userAgent: string | undefined): PackageManager {
  const [, called, major] = /^(\w+)\/(\d+)/.exec(userAgent ?? '') ?? [];
  const name = names.find((each) => each === called) ?? 'npm';
  return { name, isPlugAndPlay: name === 'yarn' && Number(major) >= 2 };
}

/** The lines that install a project's packages. */
export function installLines({ name, isPlugAndPlay }: PackageManager): readonly string[] {
  // In zip files Observable Plot doesn't load, and Next.js's Turbopack finds nothing.
  const asFolders = isPlugAndPlay ? ['yarn config set nodeLinker node-modules'] : [];
  return [...asFolders, `${name} install`];
}

/** The line that runs a script of package.json. */
export function scriptLine({ name }: PackageManager, script: 'start' | 'dev'): string {
  if (name === 'bun') return `bun run ${script}`; // `bun start` and `bun dev` run other things
  return name === 'npm' && script !== 'start' ? `npm run ${script}` : `${name} ${script}`;
}

/** The line that makes a project, as it is typed. */
export function createLine({ name }: PackageManager, rest: string): string {
  // npm keeps options for itself unless two dashes stand before them.
  const separated = name === 'npm' ? rest.replace(' --', ' -- --') : rest;
  const version = name === 'yarn' ? '' : '@latest'; // yarn's `create` takes none
  return `${name} create gan-core${version} ${separated}`;
}
