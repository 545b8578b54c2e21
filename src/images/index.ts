/**
 * Pictures as training data, streamed: from files in a page, or from anywhere; pixels to samples and back.
 *
 * @packageDocumentation
 */
export type { Channels } from './crop-and-resize';
export { type FromPixelsOptions, fromPixels } from './from-pixels';
export { type ImageBatches, imageBatches } from './image-batches';
export { type ImageFilesOptions, imageFiles } from './image-files';
export type { ImageOptions } from './image-options';
export type { LabeledImages } from './one-pass';
export type { LabeledPictureSource, Picture, PictureSource } from './picture';
export type { PixelScale } from './pixel-scale';
export { toPixels } from './to-pixels';
