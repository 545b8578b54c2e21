/**
 * Training data and figures that only Node can read and write: pictures of a folder, PNG files.
 *
 * @packageDocumentation
 */
export { type ImageFolderOptions, imageFolder } from './image-folder';
export { pngBytes } from './png-bytes';
export { writePng } from './write-png';
