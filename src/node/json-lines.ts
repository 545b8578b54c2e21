import type { RunCallback } from '../callbacks';
import { checkPath } from './files/check-path';
import { JsonLinesFile } from './files/json-lines-file';

/**
 * A callback that writes each report as a line of JSON, with `timestamp`, the seconds since 1970. Lines are appended as whole
 * ones, so a killed run leaves whole lines. A run that goes on from an earlier state moves the lines of later steps to `path` +
 * `.dropped`; so does a new run the lines of an old one. NaN and Infinity become null.
 *
 * A disk that fails in mid-run ends no training: that is warned of once, and the lines wait in memory for it.
 *
 * @param path - the file; its folder is made where it isn't there
 * @returns the callback, named `json-lines`
 * @throws ArgumentError for a path that is none, and, before the first step, for a file that can't be written or holds something
 *   else
 *
 * @example
 * ```ts
 * import { mkdtempSync, readFileSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { layers, sequential } from '@tensorflow/tfjs-layers';
 * import { gaussianRing, normalLatent, Trainer } from 'gan-core';
 * import { jsonLines } from 'gan-core/node';
 * const path = join(mkdtempSync(join(tmpdir(), 'run-')), 'stats.jsonl');
 * const generator = () => sequential({ layers: [layers.dense({ units: 2, inputShape: [4] })] });
 * const discriminator = () => sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] });
 * const trainer = new Trainer({ generator, discriminator, latent: normalLatent(4), backend: 'cpu', callbacks: [jsonLines(path)] });
 * await trainer.fit(gaussianRing(), { steps: 20, reportEvery: 10 });
 * const lines = readFileSync(path, 'utf8').trim().split('\n');
 * console.log(lines.map((line) => JSON.parse(line).step)); // → [ 10, 20 ]
 * ```
 */
export function jsonLines(path: string): RunCallback {
  checkPath('path', path);
  const file = new JsonLinesFile(path);
  return {
    name: 'json-lines',
    onTrainBegin: ({ fromStep }) => file.begin(fromStep, 'path'),
    onReport: (report) => file.add({ ...report, timestamp: Date.now() / 1000 }),
    onTrainEnd: () => file.end(),
  };
}
