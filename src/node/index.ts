/**
 * What only Node can do: read pictures of a folder as training data, and write an exported network to a folder.
 *
 * @packageDocumentation
 */
export { type ImageFolderOptions, imageFolder } from './image-folder';
export { writeExport } from './write-export';
