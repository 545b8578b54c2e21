import type { Picture } from '../images';

/** Picture as pixels: every figure of this room that isn't SVG. A page's `ImageData` is one. */
export interface Pixels extends Picture {
  /** Red, green, blue and alpha of each pixel, 0 to 255, not premultiplied; rows from the top, `4 · width · height` in all. */
  readonly data: Uint8ClampedArray;
}
