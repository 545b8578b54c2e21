/** Most points of one's own: more make no better density, and addresses have limits. */
export const mostPoints = 500;
/** Points lie in the square from −reach to reach. */
export const reach = 1.5;

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const levels = letters.length ** 2;

type Point = readonly [number, number];

/** Points as four letters each, of those that addresses take as they are: a coordinate in 4,096 levels. */
export function encodePoints(points: readonly Point[]): string {
  const write = (value: number) => {
    const level = Math.min(
      Math.max(Math.round(((value + reach) / (2 * reach)) * (levels - 1)), 0),
      levels - 1,
    );
    return letters[Math.floor(level / letters.length)]! + letters[level % letters.length]!;
  };
  return points.map(([x, y]) => write(x) + write(y)).join('');
}

/** The points of such a text; those that aren't whole are left out. */
export function decodePoints(text: string): Point[] {
  const read = (two: string) => {
    const level = letters.indexOf(two[0]!) * letters.length + letters.indexOf(two[1]!);
    return (level / (levels - 1)) * 2 * reach - reach;
  };
  return (text.match(/[\w-]{4}/g) ?? [])
    .slice(0, mostPoints)
    .map((four) => [read(four.slice(0, 2)), read(four.slice(2))] as const);
}

/**
 * Reads points that somebody pasted: a pair of numbers on each line, parted by comma, semicolon, tab or space; a heading is passed
 * over. They are moved and scaled, alike along both axes, so that they fit.
 *
 * @throws Error naming the first line that is no pair
 */
export function readPastedPoints(text: string): Point[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const pairs: Point[] = [];
  for (const [index, line] of lines.entries()) {
    const numbers = numbersOf(line);
    const isPair = numbers.length >= 2 && numbers.slice(0, 2).every(Number.isFinite);
    if (isPair) pairs.push([numbers[0]!, numbers[1]!]);
    else if (index > 0) throw new Error(`Line ${index + 1} is no pair of numbers: ${line.slice(0, 40)}`);
  }
  if (pairs.length < 2)
    throw new Error(`There are ${pairs.length} points; at least 2 are needed, one a line: 0.5, −1`);
  return fitted(everyFew(pairs, mostPoints));
}

/** Numbers of a line. Where semicolons, tabs or blanks part them, a comma within is a decimal one. */
function numbersOf(line: string): number[] {
  const fields = line.trim().split(/\s*;\s*|\s*\t\s*|(?<=[^,\s])\s+(?=[^,\s])/);
  const areParted = fields.length > 1;
  return (areParted ? fields.map((field) => field.replace(',', '.')) : line.trim().split(/\s*,\s*/)).map(
    Number,
  );
}

function everyFew(points: readonly Point[], most: number): readonly Point[] {
  if (points.length <= most) return points;
  return Array.from({ length: most }, (_, index) => points[Math.floor((index * points.length) / most)]!);
}

function fitted(points: readonly Point[]): Point[] {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const middle = [xs, ys].map((values) => (Math.min(...values) + Math.max(...values)) / 2) as [
    number,
    number,
  ];
  const extent = Math.max(...[xs, ys].map((values) => Math.max(...values) - Math.min(...values))) || 1;
  const scale = 2 / extent;
  if (![...middle, scale].every(Number.isFinite) || extent === Number.POSITIVE_INFINITY)
    throw new Error('The points lie too far apart, or too close together, for a picture.');
  return points.map(([x, y]) => [(x - middle[0]) * scale, (y - middle[1]) * scale]);
}
