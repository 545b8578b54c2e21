/**
 * Reading and writing that only Node can do: pictures of a folder as training data, checkpoints as files, PNG files, the files of a
 * run and of an export; and a progress bar.
 *
 * @packageDocumentation
 */
export type { JsonValue } from '../checkpoints';
export type { Terminal } from './bar-terminal';
export { type FileStoreOptions, fileStore } from './file-store';
export type { FileStatus, FileSystem, OpenFile, ReadResult, WriteResult } from './file-system';
export { type ImageFolderOptions, imageFolder } from './image-folder';
export { jsonLines } from './json-lines';
export { pngBytes } from './png-bytes';
export { type ProgressBarOptions, progressBar } from './progress-bar';
export { type RunFolder, type RunFolderOptions, runFolder } from './run-folder';
export type { AnyEvaluation } from './run-folder/evaluation-file';
export type { SheetOptions } from './run-folder/sheet-files';
export type { RunFolderCheckpoints } from './run-parts';
export { type SvgToPngOptions, svgToPng } from './svg-to-png';
export { type TensorBoard, type TensorBoardOptions, tensorBoard } from './tensor-board';
export type { EncodedImage } from './tensorboard/event';
export { writeExport } from './write-export';
export { writePng } from './write-png';
