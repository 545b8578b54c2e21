/**
 * Figures of what a GAN makes and of how it trains: as pixels, which Node writes to PNG and a page draws on a canvas, and as SVG.
 *
 * @packageDocumentation
 */
export type { Color } from './color';
export { type ImageGridOptions, imageGrid } from './image-grid';
export type { LayoutOptions } from './lay-out';
export type { Pixels } from './pixels';
