import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, hostname, release, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { getBackend, version_core } from '@tensorflow/tfjs-core';
import type { JsonValue } from '../../checkpoints';
import { gitCommit } from './git-commit';

/** Describes a run that begins: what runs it, where, of which code, and the user's own settings. */
export function runSettings(
  name: string,
  ownFolder: string,
  fromStep: number,
  settings: JsonValue | undefined,
): JsonValue {
  const commit = gitCommit(process.cwd());
  return {
    name,
    started: new Date().toISOString(),
    fromStep,
    versions: { 'gan-core': ownVersion(ownFolder), tfjs: version_core, node: process.versions.node },
    backend: getBackend(),
    machine: {
      host: hostname(),
      platform: `${process.platform} ${process.arch}`,
      system: release(),
      processor: cpus()[0]?.model.trim() ?? 'unknown',
      cores: availableParallelism(),
      memoryBytes: totalmem(),
    },
    ...(commit === undefined ? {} : { gitCommit: commit }),
    ...(settings === undefined ? {} : { settings }),
  };
}

/** The version in gan-core's own package.json; a program that was bundled has none. */
function ownVersion(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    try {
      const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      if (name === 'gan-core' && typeof version === 'string') return version;
    } catch {
      // there is none; or it can't be read, and then there may be one above
    }
    if (folder === dirname(folder)) return 'unknown';
  }
}
