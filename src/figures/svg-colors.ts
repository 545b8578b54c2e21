import { refuseUnless } from '../errors';

/**
 * Colors of curves and groups that were given none: dark enough on white, and told apart by those who see few colors. The first two are
 * those of real and generated points, in the playground and in templates too.
 */
export const svgColors = [
  '#0072b2',
  '#d55e00',
  '#15803d',
  '#7c3aed',
  '#be185d',
  '#a16207',
  '#0e7490',
] as const;

/** Refuses what isn't written as `#rrggbb`: Plot would take a word that it doesn't know for a name of data. */
export function checkSvgColor(argument: string, color: unknown): void {
  const isHex = typeof color === 'string' && /^#([\da-f]{3}){1,2}$/i.test(color);
  refuseUnless(isHex, argument, color, "a color as '#rrggbb': '#0072b2'");
}
