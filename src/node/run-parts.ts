import { join } from 'node:path';
import { type CheckpointEveryOptions, checkpointEvery, type RunCallback } from '../callbacks';
import { fileStore } from './file-store';
import { jsonLines } from './json-lines';
import { pngBytes } from './png-bytes';
import { type AnyEvaluation, evaluationFile } from './run-folder/evaluation-file';
import { type SheetOptions, sheetFiles, whereSheetsArePossible } from './run-folder/sheet-files';
import { type TensorBoardOptions, tensorBoard } from './tensor-board';

/** Checkpoints of a run's folder. */
export interface RunFolderCheckpoints extends CheckpointEveryOptions {
  /** Newest checkpoints to keep, beside the best. Default 2. */
  readonly keep?: number;
}

/** The files of a run, beside its settings. */
export interface RunContents {
  /** Default: 64 samples now and then, where that is possible. */
  readonly samples: SheetOptions | false | undefined;
  readonly tensorBoard: TensorBoardOptions | false;
  readonly metrics: readonly AnyEvaluation[];
  readonly checkpoints: RunFolderCheckpoints | false;
}

/** The callbacks that write a run's files. */
export function runParts(
  path: string,
  { samples, tensorBoard: board, metrics, checkpoints }: RunContents,
): readonly RunCallback[] {
  const events = board ? tensorBoard(path, board) : undefined;
  const encode = (pixels: Parameters<typeof pngBytes>[0]) => pngBytes(pixels);
  const sheets = (options: SheetOptions) =>
    sheetFiles(options, path, encode, async (...sheet) => void (await events?.addImage(...sheet)));
  return [
    jsonLines(join(path, 'stats.jsonl')),
    ...(events ? [events] : []),
    ...(samples === undefined ? [whereSheetsArePossible(sheets({}))] : samples ? [sheets(samples)] : []),
    ...metrics.map((metric) =>
      evaluationFile(metric, path, async (...numbers) => void (await events?.addScalars(...numbers))),
    ),
    // last: what the others keep is then that of the same report
    ...(checkpoints ? [checkpointsIn(join(path, 'checkpoints'), checkpoints)] : []),
  ];
}

/** A callback that writes checkpoints into a folder. */
export function checkpointsIn(folder: string, { keep = 2, ...every }: RunFolderCheckpoints): RunCallback {
  return checkpointEvery(fileStore(folder, { keep }), every);
}
