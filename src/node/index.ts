/**
 * Training data that only Node can read: pictures of a folder.
 *
 * @packageDocumentation
 */
export { type ImageFolderOptions, imageFolder } from './image-folder';
