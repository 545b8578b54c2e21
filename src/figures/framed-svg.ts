import { fontFamily } from './plot-svg';

/** Entry of a legend. */
interface LegendEntry {
  readonly name: string;
  readonly color: string;
  /** Sign before the name: a piece of a line, or a dot. */
  readonly sign: 'line' | 'dot';
  readonly isDashed?: boolean;
}

/** Parts that stand above a plot. */
interface Frame {
  /** Size of the plot, in units of SVG. */
  readonly width: number;
  readonly height: number;
  readonly title?: string | undefined;
  readonly legend: readonly LegendEntry[];
  /** Place from the left where all of it begins. */
  readonly left: number;
}

const titleHeight = 26;
const rowHeight = 18;
const fontSize = 11;
const signWidth = 18;
/** A width that a letter of the fonts takes at most, on average over a name. */
const letterWidth = 0.66 * fontSize;

/** Puts a title and a legend above a plot, whose SVG it is given. */
export function framedSvg(plot: string, { width, height, title, legend, left }: Frame): string {
  const top = title === undefined ? 0 : titleHeight;
  const places = inRows(legend, width - left);
  const rows = legend.length === 0 ? 0 : Math.max(...places.map(({ row }) => row)) + 1;
  const head = top + rows * rowHeight + (rows > 0 ? 4 : 0);
  const entries = legend.map((entry, index) => {
    const { x, row } = places[index]!;
    return drawEntry(entry, left + x, top + (row + 0.5) * rowHeight);
  });
  const heading =
    title === undefined
      ? ''
      : `<text x="${left}" y="18" font-size="13" font-weight="bold" fill="#222">${escaped(title)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${head + height}" viewBox="0 0 ${width} ${head + height}" font-family="${fontFamily}" color="#222">${heading}${entries.join('')}<g transform="translate(0,${head})">${plot}</g></svg>`;
}

/** Places of the entries, side by side, in as many rows as they need. */
function inRows(
  legend: readonly LegendEntry[],
  width: number,
): readonly { readonly x: number; readonly row: number }[] {
  let x = 0;
  let row = 0;
  return legend.map(({ name }) => {
    const wide = signWidth + 6 + [...name].length * letterWidth + 14;
    if (x > 0 && x + wide > width) {
      x = 0;
      row++;
    }
    const place = { x, row };
    x += wide;
    return place;
  });
}

function drawEntry({ name, color, sign, isDashed }: LegendEntry, x: number, y: number): string {
  const dashes = isDashed ? ' stroke-dasharray="6,4"' : '';
  const drawn =
    sign === 'dot'
      ? `<circle cx="${x + signWidth / 2}" cy="${y}" r="4" fill="${color}"/>`
      : `<line x1="${x}" x2="${x + signWidth}" y1="${y}" y2="${y}" stroke="${color}" stroke-width="2"${dashes}/>`;
  const text = `<text x="${x + signWidth + 6}" y="${y + 4}" font-size="${fontSize}" fill="#222">${escaped(name)}</text>`;
  return drawn + text;
}

function escaped(text: string): string {
  // Characters that XML has no place for, whichever way they are written, would make the whole figure unreadable.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are meant
  const allowed = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
  return allowed.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
