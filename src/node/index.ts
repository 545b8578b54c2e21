/**
 * What only Node can do: a folder's pictures as training data, and checkpoints as files.
 *
 * @packageDocumentation
 */
export { type FileStoreOptions, fileStore } from './file-store';
export type { FileSystem, OpenFile } from './file-system';
export { type ImageFolderOptions, imageFolder } from './image-folder';
