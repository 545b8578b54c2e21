import { relative } from 'node:path';
import { findPackage, type InstalledPackage } from './find-package';

/** Packages that gan-core always needs. */
const peers = ['@tensorflow/tfjs-core', '@tensorflow/tfjs-layers'];

/** A package that is needed and not there, or not in a version that is known to work. */
interface Lack {
  readonly name: string;
  readonly version: string;
  readonly found: string | undefined;
}

/**
 * Describes missing packages: in what way they are missing, and the one npm command that fixes it. Undefined where all that
 * is needed can be imported.
 *
 * @param needed - the packages' names, beside what gan-core always needs
 * @param own - gan-core itself: its imports start from its own folder
 * @param folder - where the person is, and would run npm
 */
export function describeMissing(
  needed: readonly string[],
  own: InstalledPackage,
  folder: string,
): string | undefined {
  const names = [...peers, ...needed];
  const missing = lacksOf(names, own, own.folder);
  if (missing.length === 0) return undefined;
  if (isOwnedBy(folder, own)) return tell(missing, []);
  // This copy lies elsewhere, in npx's cache say, where nothing can be installed beside it: the folder gets its own.
  return tell(lacksOf(names, own, folder), [`gan-core@${own.manifest.version}`]);
}

function tell(missing: readonly Lack[], first: readonly string[]): string {
  const listed = missing.map(({ name, found, version }) =>
    found === undefined ? name : `${name} ${version} (${found} is installed)`,
  );
  const what = [...(first.length > 0 ? ['gan-core itself in this folder'] : []), ...listed].join(', ');
  const command = [installCommand(), ...first, ...missing.map(({ name, version }) => `${name}@${version}`)];
  return `not installed: ${what}. Run:\n${command.join(' ')}`;
}

/** The command to install packages, by the package manager that runs this, which says so to what it runs; else by npm. */
function installCommand(): string {
  const manager = /^(pnpm|yarn|bun)\//.exec(process.env.npm_config_user_agent ?? '')?.[1];
  return manager === undefined ? 'npm install' : `${manager} add`;
}

function lacksOf(names: readonly string[], own: InstalledPackage, from: string): Lack[] {
  // All of tfjs in one version: a backend of another registers itself with another tfjs-core.
  const core = findPackage('@tensorflow/tfjs-core', from)?.manifest.version;
  return names.flatMap((name) => {
    const tested = own.manifest.devDependencies?.[name] ?? 'latest';
    const found = findPackage(name, from)?.manifest.version;
    if (found !== undefined && (tested === 'latest' || isCompatible(found, tested))) return [];
    const isTfjs = name.startsWith('@tensorflow/');
    const version = isTfjs && core !== undefined && isCompatible(core, tested) ? core : tested;
    return [{ name, version, found }];
  });
}

/** Whether packages installed in the folder are found by this copy of gan-core. */
function isOwnedBy(folder: string, own: InstalledPackage): boolean {
  const inside = !relative(own.folder, folder).startsWith('..');
  return inside || findPackage('gan-core', folder)?.folder === own.folder;
}

/** Whether a version will do where another was tested, by npm's rule for `^`: the first figure that isn't 0 is the same. */
export function isCompatible(version: string, tested: string): boolean {
  const [a, b] = [version, tested].map((each) => each.split(/[-+]/)[0]!.split('.').map(Number)) as [
    number[],
    number[],
  ];
  const fixed = b.findIndex((figure) => figure !== 0);
  for (let index = 0; index < 3; index++) {
    if (a[index] === b[index]) continue;
    return index > fixed && a[index]! > b[index]!;
  }
  return true;
}
