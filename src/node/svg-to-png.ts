import { join } from 'node:path';
import {
  ArgumentError,
  checkBoolean,
  checkNumber,
  checkSize,
  describeValue,
  refuseUnknownKeys,
  refuseUnless,
} from '../errors';
import { findPackage } from './find-package';
import { loadPackage } from './load-package';
import { ownFolder } from './own-folder';

/** Options of {@link svgToPng}. */
export interface SvgToPngOptions {
  /** Pixels that a unit of the SVG takes. Default 2, so that it is sharp on fine screens. */
  readonly zoom?: number;
  /** Color behind it, in CSS; `'none'` leaves it transparent. Default `'white'`. */
  readonly background?: string;
  /** Files of fonts, `.ttf` or `.otf`. Default: DejaVu Sans, of the package `dejavu-fonts-ttf`, since a machine may have none. */
  readonly fontFiles?: readonly string[];
  /** Whether it is an error where some of the drawing lies beyond the SVG's edges, and would be cut. Default false. */
  readonly refuseCut?: boolean;
}

const fontFamily = 'DejaVu Sans';

/**
 * Draws an SVG as a PNG, by the package `@resvg/resvg-js`, and writes its text in the font of `dejavu-fonts-ttf`: the figures of
 * `gan-core/figures` look the same on every machine.
 *
 * @param svg - the SVG, as text: what `curvesSvg` or `scatterSvg` gives, say
 * @param options - `zoom`, `background`, `fontFiles`, `refuseCut`
 * @returns the bytes of a PNG file
 * @throws ArgumentError for what can't be read as SVG, wrong options, or where a package isn't installed
 *
 * @example
 * ```ts
 * import { curvesSvg } from 'gan-core/figures';
 * import { svgToPng } from 'gan-core/node';
 * const svg = await curvesSvg([{ name: 'loss', x: [0, 100, 200], y: [1.4, 0.9, 0.7] }], { width: 400 });
 * const png = Buffer.from(await svgToPng(svg));
 * // Two pixels a unit.
 * console.log(png.readUInt32BE(16)); // → 800
 * ```
 */
export async function svgToPng(svg: string, options: SvgToPngOptions = {}): Promise<Uint8Array> {
  refuseUnless(typeof svg === 'string', 'svg', svg, 'an SVG, as text');
  refuseUnknownKeys(options, ['zoom', 'background', 'fontFiles', 'refuseCut']);
  const { zoom = 2, background = 'white', fontFiles = fontsOfPackage(), refuseCut = false } = options;
  checkNumber('zoom', zoom, { holds: (value) => value > 0 && value <= 100, words: 'a number in (0, 100]' });
  refuseUnless(typeof background === 'string', 'background', background, "a color of CSS, or 'none'");
  const areFiles = Array.isArray(fontFiles) && fontFiles.every((file) => typeof file === 'string');
  refuseUnless(areFiles, 'fontFiles', fontFiles, "an array of files' paths");
  checkBoolean('refuseCut', refuseCut);
  const { Resvg } = await loadPackage<typeof import('@resvg/resvg-js')>(
    '@resvg/resvg-js',
    (why, cause) =>
      new ArgumentError('svg', `can't be drawn: the package @resvg/resvg-js didn't load: ${why}`, { cause }),
  );
  const font = { loadSystemFonts: false, fontFiles: [...fontFiles], defaultFontFamily: fontFamily };
  const behind = background === 'none' ? {} : { background };
  const drawing = orRefused(() => new Resvg(svg, { font, ...behind, fitTo: { mode: 'zoom', value: zoom } }));
  const bytes = 4 * Math.ceil(drawing.width * zoom) * Math.ceil(drawing.height * zoom);
  checkSize('svg, zoom', bytes, 'bytes of a picture', { hint: 'Make it smaller.' });
  if (refuseCut) refuseWhatIsCut(drawing);
  return orRefused(() => drawing.render().asPng());
}

/** The package throws plain errors, of the color and of the size only when it draws. */
function orRefused<Result>(call: () => Result): Result {
  try {
    return call();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : describeValue(cause);
    throw new ArgumentError('svg, background, zoom', `can't be drawn: ${reason}.`, { cause });
  }
}

function refuseWhatIsCut(drawing: import('@resvg/resvg-js').Resvg): void {
  const content = drawing.getBBox();
  if (!content) return;
  const { x, y, width, height } = content;
  if (x >= 0 && y >= 0 && x + width <= drawing.width && y + height <= drawing.height) return;
  const box = [x, y, x + width, y + height].map(Math.round).join(', ');
  throw new ArgumentError(
    'svg',
    `would be cut: it is ${drawing.width} by ${drawing.height} units, and drawn on is ${box}.`,
  );
}

/** The package's files, seen from this file or from where the process is. */
function fontsOfPackage(): readonly string[] {
  const found = [ownFolder(), process.cwd()]
    .map((folder) => findPackage('dejavu-fonts-ttf', folder))
    .find((each) => each !== undefined);
  if (!found)
    throw new ArgumentError(
      'fontFiles',
      'are needed, as the package dejavu-fonts-ttf is not installed. Install it: npm install dejavu-fonts-ttf',
    );
  return ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((file) => join(found.folder, 'ttf', file));
}
