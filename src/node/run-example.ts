import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Example, ExampleDescription } from '../../examples/example';
import { checkOutputFolder } from './check-output-folder';
import { exitCodes } from './exit-codes';
import type { InstalledPackage } from './find-package';
import { roughTime } from './list-examples';
import { describeMissing } from './missing-packages';
import type { RunSettings } from './read-arguments';

/** Folder of the README's pictures, in a clone: told by its sources, since the npm package has the pictures too. */
export function assetsFolder(own: InstalledPackage): string | undefined {
  return existsSync(join(own.folder, 'src')) ? join(own.folder, 'docs/assets') : undefined;
}

/**
 * Runs an example: checks all that can be checked before, says what is to come, and ends cleanly on Ctrl-C.
 *
 * @param load - imports the example's module: only once its packages are known to be there
 * @returns the exit code
 */
export async function runExample(
  example: ExampleDescription,
  settings: RunSettings,
  own: InstalledPackage,
  load: (name: string) => Promise<Example>,
): Promise<number> {
  const out = checkOutputFolder(settings.out, process.cwd());
  const missing = describeMissing(example.packages, own, process.cwd());
  if (missing !== undefined) {
    console.error(`gan-core ${example.name}: ${missing}`);
    return exitCodes.failed;
  }
  const saved = new Set<string>();
  const onSaved = (file: string) => {
    saved.add(file);
    console.log(shortPath(file));
  };
  const interruption = new AbortController();
  const interrupt = () => interruption.abort(new Error('Ctrl-C'));
  // Once: whoever presses it again doesn't want to wait.
  process.once('SIGINT', interrupt);
  try {
    console.log(example.describe(settings));
    console.log(
      `On two cores, without a GPU, this takes ${roughTime(example.seconds(settings))}; Ctrl-C ends it.`,
    );
    const files = example.filesOf?.(settings) ?? example.files;
    console.log(`Its files go to ${out}: ${files.join(', ')}.\n`);
    const { run } = await load(example.name);
    const { assets, ...rest } = settings;
    const pictures = assets ? assetsFolder(own) : undefined;
    const { signal } = interruption;
    await run({ ...rest, out, signal, onSaved, ...(pictures !== undefined && { assets: pictures }) });
  } catch (error) {
    if (!interruption.signal.aborted || error !== interruption.signal.reason) throw error;
    const kept = [...saved].map(shortPath);
    console.error(
      `\nEnded by Ctrl-C. ${kept.length > 0 ? `Kept: ${kept.join(', ')}.` : 'No file was written yet.'}`,
    );
    return exitCodes.interrupted;
  } finally {
    process.off('SIGINT', interrupt);
  }
  return 0;
}

/** A path as one would type it here. */
function shortPath(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith('..') ? file : path;
}
