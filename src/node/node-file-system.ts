import { open, readdir, rename, unlink } from 'node:fs/promises';
import type { FileSystem } from './file-system';
import { makeFolders } from './make-folders';

/** This machine's file system, by `node:fs/promises`. */
export const nodeFileSystem: FileSystem = { mkdir: makeFolders, readdir, open, rename, unlink };
