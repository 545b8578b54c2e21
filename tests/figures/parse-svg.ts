import { DOMParser } from 'linkedom';

/** Element of an SVG, as far as the tests look. */
interface SvgElement {
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
  querySelectorAll(selector: string): Iterable<SvgElement>;
}

/** Reads an SVG, and refuses what is no XML. */
export function parseSvg(svg: string): SvgElement {
  const document = new DOMParser().parseFromString(svg, 'image/svg+xml');
  const root = document.documentElement as unknown as SvgElement | null;
  if (!root || (document.documentElement as { localName?: string }).localName !== 'svg')
    throw new Error('This is no SVG.');
  return root;
}

/** Marks of a kind, by the name that Plot gives each: `dot`, `line`, `rule`, `area`. */
export function marksOf(svg: SvgElement, kind: string, element: string): SvgElement[][] {
  return [...svg.querySelectorAll(`g[aria-label="${kind}"]`)].map((group) => [
    ...group.querySelectorAll(element),
  ]);
}

/** Texts of what stands in groups of this label, or of all. */
export function textsOf(svg: SvgElement, label?: string): string[] {
  const within = label === undefined ? [svg] : [...svg.querySelectorAll(`g[aria-label="${label}"]`)];
  return within.flatMap((group) =>
    [...group.querySelectorAll('text')].map(({ textContent }) => textContent ?? ''),
  );
}

/** Numbers in an attribute, a path's say. */
export function numbersIn(element: SvgElement, attribute: string): number[] {
  return (element.getAttribute(attribute)!.match(/-?\d+(\.\d+)?(e-?\d+)?/g) ?? []).map(Number);
}
