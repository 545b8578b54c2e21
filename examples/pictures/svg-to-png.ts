import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';

/** The font of all pictures: it comes from npm, since a machine may have none. */
export const fontFamily = 'DejaVu Sans';

const require = createRequire(import.meta.url);
const fonts = join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf');

/** How many pixels a unit of the SVG takes: two, so that it is sharp on fine screens. */
export const zoom = 2;

/** Draws an SVG `zoom` times its size. */
export function svgToPng(svg: string): Uint8Array {
  const font = {
    loadSystemFonts: false,
    fontFiles: ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((file) => join(fonts, file)),
    defaultFontFamily: fontFamily,
  };
  return new Resvg(svg, { font, background: 'white', fitTo: { mode: 'zoom', value: zoom } }).render().asPng();
}
