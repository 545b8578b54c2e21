import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type RunCallback, sampleSheet } from '../callbacks';
import type { JsonValue } from '../checkpoints';
import {
  ArgumentError,
  checkFunction,
  checkWholeNumber,
  refuseSameNames,
  refuseUnknownKeys,
  refuseUnless,
} from '../errors';
import { unwritable } from './files/append-file';
import { checkPath } from './files/check-path';
import { ownFolder } from './own-folder';
import type { AnyEvaluation } from './run-folder/evaluation-file';
import { joinCallbacks } from './run-folder/join-callbacks';
import { makeRunFolder } from './run-folder/make-run-folder';
import { runSettings } from './run-folder/run-settings';
import type { SheetOptions } from './run-folder/sheet-files';
import { checkpointsIn, type RunFolderCheckpoints, runParts } from './run-parts';
import { type TensorBoardOptions, tensorBoard } from './tensor-board';

/** Options of {@link runFolder}. */
export interface RunFolderOptions {
  /** Name of the run, behind its number. Default `'run'`. */
  readonly name?: string;
  /** Folder of all runs. Default `'runs'`. */
  readonly folder?: string;
  /** Folder of a run to go on with, `'runs/00003-ring'` say, in place of a new one. Restore the trainer first. */
  readonly resume?: string;
  /** Settings of your own for settings.json: learning rates, the command line. */
  readonly settings?: JsonValue;
  /**
   * Sheets of samples, or false for none. Default: 64 samples every 1000 steps, of data that are pictures; where that isn't
   * possible, none, with a warning.
   */
  readonly samples?: SheetOptions | false;
  /** Whether, or how, an event file for TensorBoard is written. Default true. */
  readonly tensorBoard?: boolean | TensorBoardOptions;
  /**
   * Checkpoints in `checkpoints/`: how often, and what makes one the best, as `checkpointEvery` takes it; and how many of
   * the newest it is to `keep`, by default 2; or false for none. Default: every 1000 steps, and at a run's end. To go on from
   * one: `trainer.restore(fileStore('runs/00003-ring/checkpoints'))`.
   */
  readonly checkpoints?: RunFolderCheckpoints | false;
  /** Metrics to evaluate, made by `evaluate` of `gan-core/callbacks`; don't give them to the trainer too. */
  readonly metrics?: readonly AnyEvaluation[];
}

/** A callback that keeps a run in a folder. */
export interface RunFolder extends RunCallback {
  /** The run's folder; undefined before the first run of the trainer. */
  readonly path: string | undefined;
}

/**
 * A callback that keeps all of a run in a folder of its own, `runs/00000-name`, as users of NVIDIA's StyleGAN know it. It is made
 * right before the first step; its number is one above the highest there, also where several processes begin at once. It gets
 *
 * - `settings.json`: versions, backend, machine, git commit, your `settings`
 * - `stats.jsonl`: a line of JSON a report: see `jsonLines`
 * - `events.out.tfevents.…`: for `tensorboard --logdir runs`: see {@link tensorBoard}
 * - `reals.png`, and `fakes-000000.png`, `fakes-001000.png`, …: real samples, and generated ones of the same latents: see `sampleSheet` of
 *   `gan-core/callbacks`
 * - `metric-NAME.jsonl`: a line of JSON an evaluation
 * - `checkpoints/step-000001000.safetensors`, …: all that the run needs to go on
 *
 * Further runs of the same trainer go on in it. Another process goes on in it with `resume`: lines of later steps than the
 * trainer is at are moved to `….dropped`, and its settings are written to `settings-000400.json`, 400 being the step it goes on
 * from.
 *
 * A disk that fails in mid-run ends no training: it is warned of once, and lines and events wait in memory for it. Pictures need
 * the package `fast-png`.
 *
 * @param options - `name`, `folder`, `resume`, `settings`, `samples`, `tensorBoard`, `metrics`, `checkpoints`
 * @returns the callback, named `run-folder`, with the run's `path`
 * @throws ArgumentError for options that can't be used, and, before the first step, for a folder that can't be made or written
 *
 * @example
 * ```ts
 * import { mkdtempSync, readdirSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { basename, join } from 'node:path';
 * import { layers, sequential } from '@tensorflow/tfjs-layers';
 * import { gaussianRing, normalLatent, Trainer } from 'gan-core';
 * import { runFolder } from 'gan-core/node';
 * const folder = join(mkdtempSync(join(tmpdir(), 'work-')), 'runs');
 * const run = runFolder({ name: 'ring', folder, tensorBoard: false, settings: { units: 2 } });
 * const trainer = new Trainer({
 *   generator: () => sequential({ layers: [layers.dense({ units: 2, inputShape: [4] })] }),
 *   discriminator: () => sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] }),
 *   latent: normalLatent(4),
 *   backend: 'cpu',
 *   callbacks: [run],
 * });
 * await trainer.fit(gaussianRing(), { steps: 20, reportEvery: 10 });
 * console.log(basename(run.path!)); // → 00000-ring
 * console.log(readdirSync(run.path!).sort()); // → [ 'checkpoints', 'settings.json', 'stats.jsonl' ]
 * ```
 */
export function runFolder(options: RunFolderOptions = {}): RunFolder {
  const { name, folder, resume, settings, ...contents } = checkOptions(options);
  let path: string | undefined;
  let parts: readonly RunCallback[] = [];
  const joined = joinCallbacks('run-folder', async ({ fromStep }) => {
    if (path !== undefined) return parts;
    if (resume !== undefined && fromStep === 0) await refuseLines(resume);
    const made = resume ?? (await makeRunFolder(folder, name));
    const file =
      resume === undefined ? 'settings.json' : `settings-${String(fromStep).padStart(6, '0')}.json`;
    await writeSettings(join(made, file), runSettings(name, ownFolder(), fromStep, settings), resume);
    path = made;
    parts = runParts(made, contents);
    return parts;
  });
  return {
    ...joined,
    get path() {
      return path;
    },
  };
}

/** Refuses to move a run's statistics aside for one that begins anew: most likely the trainer wasn't restored. */
async function refuseLines(resume: string): Promise<void> {
  const stats = await stat(join(resume, 'stats.jsonl')).catch(() => undefined);
  if (!stats?.size) return;
  throw new ArgumentError(
    'resume',
    `is ${resume}, which has a run's statistics, and this run begins at step 0; expected trainer.restore(store) before it, or a new folder.`,
  );
}

async function writeSettings(file: string, settings: JsonValue, resume: string | undefined): Promise<void> {
  try {
    await writeFile(file, `${JSON.stringify(settings, null, 2)}\n`);
  } catch (cause) {
    throw unwritable(resume === undefined ? 'folder' : 'resume', file, cause);
  }
}

function checkOptions(options: RunFolderOptions) {
  refuseUnknownKeys(options, [
    'name',
    'folder',
    'resume',
    'settings',
    'samples',
    'tensorBoard',
    'metrics',
    'checkpoints',
  ]);
  const {
    name = 'run',
    folder = 'runs',
    resume,
    settings,
    samples,
    metrics = [],
    checkpoints = {},
  } = options;
  const isName = typeof name === 'string' && /^[\w.-]{1,100}$/.test(name);
  refuseUnless(isName, 'name', name, "a name of letters, digits, '.', '-' and '_'");
  checkPath('folder', folder);
  if (resume !== undefined) checkPath('resume', resume);
  if (settings !== undefined) checkSettings(settings);
  if (samples !== undefined && samples !== false) checkSheets(samples);
  const { tensorBoard: wished = true } = options;
  const board = wished === true ? {} : wished;
  if (board !== false) tensorBoard(folder, board); // throws where it can't be made
  const areEvaluations =
    Array.isArray(metrics) &&
    metrics.every((each) => typeof each?.metric === 'string' && Array.isArray(each.rows));
  refuseUnless(areEvaluations, 'metrics', metrics, 'an array of what evaluate() gave');
  refuseSameNames('metrics', metrics);
  if (checkpoints !== false) checkCheckpoints(folder, checkpoints);
  return { name, folder, resume, settings, samples, tensorBoard: board, metrics, checkpoints };
}

function checkCheckpoints(folder: string, checkpoints: object): void {
  const isObject = typeof checkpoints === 'object' && checkpoints !== null;
  refuseUnless(isObject, 'checkpoints', checkpoints, 'an object such as { steps: 1000 }, or false for none');
  checkpointsIn(folder, checkpoints); // throws where they can't be made
}

function checkSheets(samples: SheetOptions): void {
  refuseUnless(
    typeof samples === 'object' && samples !== null,
    'samples',
    samples,
    'an object of options, or false',
  );
  const { columns, scale = 'tanh', draw, ...drawn } = samples;
  if (columns !== undefined) checkWholeNumber('columns', columns, 1);
  refuseUnless(scale === 'tanh' || scale === 'unit', 'scale', scale, "'tanh' (−1 to 1) or 'unit' (0 to 1)");
  if (draw !== undefined) checkFunction('draw', draw, 'a function (samples, { step }) => pixels');
  sampleSheet({ ...drawn, onSheet: () => {} }); // throws where it can't be made
}

function checkSettings(settings: unknown): void {
  let text: unknown;
  try {
    text = JSON.stringify(settings);
  } catch (cause) {
    throw new ArgumentError(
      'settings',
      "can't be written as JSON; expected plain numbers, strings, arrays and objects.",
      {
        cause,
      },
    );
  }
  refuseUnless(typeof text === 'string', 'settings', settings, 'what JSON can hold');
}
