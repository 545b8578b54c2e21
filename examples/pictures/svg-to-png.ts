import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';

/** The font of all pictures: it comes from npm, since a machine may have none. */
export const fontFamily = 'DejaVu Sans';

const require = createRequire(import.meta.url);
const fonts = join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf');

/** How many pixels a unit of the SVG takes: two, so that it is sharp on fine screens. */
export const zoom = 2;

/** Draws an SVG `zoom` times its size. What would be cut off is an error. */
export function svgToPng(svg: string): Uint8Array {
  const font = {
    loadSystemFonts: false,
    fontFiles: ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((file) => join(fonts, file)),
    defaultFontFamily: fontFamily,
  };
  const drawing = new Resvg(svg, { font, background: 'white', fitTo: { mode: 'zoom', value: zoom } });
  const content = drawing.getBBox();
  if (content) {
    const { x, y, width, height } = content;
    if (x < 0 || y < 0 || x + width > drawing.width || y + height > drawing.height) {
      const box = [x, y, x + width, y + height].map(Math.round).join(', ');
      throw new Error(
        `The picture would be cut: it is ${drawing.width} by ${drawing.height}, drawn on is ${box}.`,
      );
    }
  }
  return drawing.render().asPng();
}
