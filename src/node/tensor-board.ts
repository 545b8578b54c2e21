import { hostname } from 'node:os';
import { join } from 'node:path';
import { type RunCallback, reportNumbers } from '../callbacks';
import { checkWholeNumber, refuseUnknownKeys } from '../errors';
import { AppendFile } from './files/append-file';
import { checkPath } from './files/check-path';
import {
  type EncodedImage,
  histogramsEvent,
  imageEvent,
  restartEvent,
  scalarsEvent,
  versionEvent,
} from './tensorboard/event';
import { weightsOf } from './weights-of';

/** Options of {@link tensorBoard}. */
export interface TensorBoardOptions {
  /** Steps between two histograms of all trainable weights, which are read from the device for it. Default: none are written. */
  readonly weightsEvery?: number;
}

/** A callback that writes an event file, and takes further values for it. */
export interface TensorBoard extends RunCallback {
  /** Adds numbers by their tags, such as `{ 'metrics/fid': 12 }`. */
  addScalars(step: number, scalars: Readonly<Record<string, number>>): Promise<void>;
  /** Adds a picture: a PNG file's bytes, with its size. */
  addImage(step: number, tag: string, image: EncodedImage): Promise<void>;
  /** Adds the distributions of lists of numbers, by their tags. */
  addHistograms(step: number, lists: Readonly<Record<string, ArrayLike<number>>>): Promise<void>;
}

let files = 0;

/**
 * A callback that writes the numbers of each report to an event file, which TensorBoard shows: `tensorboard --logdir` of the
 * folder. Tags are the reports' names with `/` for `.`, those without one under `report/`: `report/generatorLoss`, `terms/r1`,
 * `losses/critic`. The writer is gan-core's own; nothing needs TensorFlow.
 *
 * Of a run that goes on from an earlier state, TensorBoard forgets what the file had of later steps. A disk that fails in mid-run
 * ends no training: that is warned of once, and events wait in memory for it.
 *
 * @param folder - the folder of the file `events.out.tfevents.<time>.<host>.<process>.<number>`; it is made where it isn't there
 * @param options - `weightsEvery`
 * @returns the callback, named `tensor-board`; `addScalars`, `addImage` and `addHistograms` write further values
 * @throws ArgumentError for a folder that is no path, and wrong options; and, before the first step, where no file can be made
 *   there
 *
 * @example
 * ```ts
 * import { mkdtempSync, readdirSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { layers, sequential } from '@tensorflow/tfjs-layers';
 * import { gaussianRing, normalLatent, Trainer } from 'gan-core';
 * import { tensorBoard } from 'gan-core/node';
 * const folder = mkdtempSync(join(tmpdir(), 'run-'));
 * const generator = () => sequential({ layers: [layers.dense({ units: 2, inputShape: [4] })] });
 * const discriminator = () => sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] });
 * const callbacks = [tensorBoard(folder)];
 * const trainer = new Trainer({ generator, discriminator, latent: normalLatent(4), backend: 'cpu', callbacks });
 * await trainer.fit(gaussianRing(), { steps: 20, reportEvery: 10 });
 * console.log(readdirSync(folder)[0]?.split('.').slice(0, 3)); // → [ 'events', 'out', 'tfevents' ]
 * ```
 */
export function tensorBoard(folder: string, options: TensorBoardOptions = {}): TensorBoard {
  checkPath('folder', folder);
  refuseUnknownKeys(options, ['weightsEvery']);
  const { weightsEvery } = options;
  if (weightsEvery !== undefined) checkWholeNumber('weightsEvery', weightsEvery, 1);
  let made: Promise<AppendFile> | undefined;
  let shown = 0;
  const add = async (event: Uint8Array) => {
    made ??= makeFile(folder);
    await (await made).append(event);
  };
  return {
    name: 'tensor-board',
    addScalars: (step, scalars) => add(scalarsEvent(step, scalars)),
    addImage: (step, tag, image) => add(imageEvent(step, tag, image)),
    addHistograms: (step, lists) => add(histogramsEvent(step, lists)),
    async onTrainBegin({ fromStep }) {
      shown = Math.floor(fromStep / (weightsEvery ?? 1));
      await add(restartEvent(fromStep + 1));
    },
    async onReport(report, trainer) {
      await add(scalarsEvent(report.step, tagged(reportNumbers(report))));
      if (weightsEvery === undefined || Math.floor(report.step / weightsEvery) === shown) return;
      shown = Math.floor(report.step / weightsEvery);
      await add(histogramsEvent(report.step, await weightsOf(trainer)));
    },
    async onTrainEnd() {
      await (await made)?.end();
    },
  };
}

async function makeFile(folder: string): Promise<AppendFile> {
  files++;
  const seconds = String(Math.floor(Date.now() / 1000)).padStart(10, '0');
  // No two processes, and no two callbacks of one, have the same.
  const name = `events.out.tfevents.${seconds}.${hostname()}.${process.pid}.${files}`;
  const file = new AppendFile(join(folder, name));
  await file.begin('folder');
  await file.append(versionEvent());
  return file;
}

/** Numbers by tags: what stands before the first `/` is the group that TensorBoard shows together. */
function tagged(numbers: Readonly<Record<string, number>>): Record<string, number> {
  const tag = (name: string) => (name.includes('.') ? name.replace('.', '/') : `report/${name}`);
  return Object.fromEntries(Object.entries(numbers).map(([name, value]) => [tag(name), value]));
}
