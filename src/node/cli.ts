#!/usr/bin/env node
import type { Example, ExampleDescription } from '../../examples/example';
import { isGanCoreError } from '../errors';
import type { CompareSettings } from './compare/read-compare-arguments';
import { describeInstallation } from './describe-installation';
import { exitCodes } from './exit-codes';
import type { InstalledPackage } from './find-package';
import { commandHelp, exampleHelp, generalHelp } from './help';
import { listExamples } from './list-examples';
import { describeMissing } from './missing-packages';
import { ownPackage } from './own-package';
import { readArguments } from './read-arguments';
import { assetsFolder, runExample } from './run-example';
import { UsageError } from './usage-error';

// The program `gan-core`. Its examples are modules beside it, which it loads by their names.

const { catalog: examples } = (await import(beside('examples/catalog.js'))) as {
  catalog: readonly ExampleDescription[];
};

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) {
    console.error(`gan-core: ${error.message}`);
    process.exitCode = exitCodes.usage;
  } else if (isGanCoreError(error) || isSystemError(error)) {
    console.error(`gan-core: ${error.message}`);
    process.exitCode = exitCodes.failed;
  } else throw error; // a fault of this program: its stack is what a report of it needs
}

async function main(argv: readonly string[]): Promise<number> {
  const own = ownPackage();
  const request = readArguments(argv, examples, assetsFolder(own) !== undefined);
  switch (request.command) {
    case 'version':
      console.log(own.manifest.version);
      return 0;
    case 'help': {
      const { of } = request;
      if (of === undefined) console.log(generalHelp(examples));
      else console.log(typeof of === 'string' ? commandHelp(of) : exampleHelp(of));
      return 0;
    }
    case 'list':
      console.log(listExamples(examples));
      return 0;
    case 'info':
      console.log(await describeInstallation(own, new URL(beside('probe-backend.js'))));
      return 0;
    case 'compare':
      return startCompare(request.settings, own);
    case 'example':
      return runExample(
        request.example,
        request.settings,
        own,
        (name) => import(beside(`examples/${name}.js`)) as Promise<Example>,
      );
  }
}

/** Compares samples, once what that imports is known to be there. */
async function startCompare(settings: CompareSettings, own: InstalledPackage): Promise<number> {
  const missing = describeMissing(['@tensorflow/tfjs-backend-wasm'], own, process.cwd());
  if (missing !== undefined) {
    console.error(`gan-core compare: ${missing}`);
    return exitCodes.failed;
  }
  const { runCompare } = await import('./compare/run-compare');
  return runCompare(settings, own.manifest.version);
}

/** The address of a module that is built beside this one. */
function beside(path: string): string {
  return new URL(path, import.meta.url).href;
}

/** A full disk, say. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
