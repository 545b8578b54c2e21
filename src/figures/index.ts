/**
 * Figures of what a GAN makes and of how it trains: as pixels, which Node writes to PNG and a page draws on a canvas, and as SVG.
 *
 * @packageDocumentation
 */
export type { Color } from './color';
export type { Curve } from './curve';
export { type CurvesOptions, curvesSvg } from './curves-svg';
export { drawOnCanvas } from './draw-on-canvas';
export { type GifOptions, gifBytes } from './gif-bytes';
export { type ImageGridOptions, imageGrid } from './image-grid';
export {
  type ImageGenerator,
  type InterpolationFramesOptions,
  type InterpolationStripOptions,
  interpolationFrames,
  interpolationStrip,
} from './interpolation';
export type { LayoutOptions } from './lay-out';
export type { Pixels } from './pixels';
export { plotSvg } from './plot-svg';
export type { PlanePoint, PointGroup } from './point-groups';
export type { PlaneCircle, PlaneLabel, ScatterOptions } from './scatter-options';
export { scatterSvg } from './scatter-svg';
