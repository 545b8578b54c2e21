import type { PlotOptions } from '@observablehq/plot';
import { ArgumentError, describeValue } from '../errors';
import { importLinkedom, importPlot } from './optional-packages';

/** Fonts of a figure's text: the first of them is the one that `svgToPng` of `gan-core/node` brings. */
export const fontFamily = "'DejaVu Sans', Verdana, sans-serif";

/**
 * Draws marks of Observable Plot as an SVG that stands alone: the way to a figure that this room lacks. It needs the package
 * `@observablehq/plot`, and in Node `linkedom` too, which gives Plot a document; a page has its own.
 *
 * @param options - what Plot's own `plot` takes, without `title`, `subtitle`, `caption` and legends, which it makes in HTML
 * @returns the SVG, as text: for a file, for `svgToPng` of `gan-core/node`, or for a page's `innerHTML`
 * @throws ArgumentError for options that Plot can't draw or makes HTML of, or where a package isn't installed
 *
 * @example
 * ```ts
 * import { barY } from '@observablehq/plot';
 * import { plotSvg } from 'gan-core/figures';
 * const modes = [12, 8, 0, 15];
 * const svg = await plotSvg({ width: 300, height: 200, marks: [barY(modes, { x: (_, mode) => mode, y: (points) => points })] });
 * console.log(svg.match(/<rect /g)?.length); // → 4
 * ```
 */
export async function plotSvg(options: PlotOptions): Promise<string> {
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw new ArgumentError('options', `got ${describeValue(options)}; expected the options of Plot's plot.`);
  const explain = (why: string, cause: unknown) =>
    new ArgumentError('options', `can't be drawn: ${why}`, { cause });
  const { plot } = await importPlot(explain);
  const document = globalThis.document ?? (await importLinkedom(explain)).parseHTML('<html></html>').document;
  const drawn = draw(() => plot({ document, ...options }));
  if (drawn.tagName.toLowerCase() !== 'svg')
    throw new ArgumentError(
      'options',
      'make HTML of a title, a subtitle, a caption or a legend; leave these out for SVG alone.',
    );
  // Its style sheet is for a page, with selectors that other readers of SVG don't know.
  drawn.querySelector('style')?.remove();
  drawn.setAttribute('font-family', fontFamily);
  drawn.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return drawn.outerHTML;
}

function draw<Drawn>(plot: () => Drawn): Drawn {
  try {
    return plot();
  } catch (cause) {
    throw new ArgumentError('options', `Plot can't draw them: ${String(cause)}`, { cause });
  }
}
