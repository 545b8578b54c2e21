import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { createRandom } from 'gan-core/distributions';

/** The side of an icon's picture, in pixels. */
export const iconSize = 32;
/** Icons that are held out, to measure on. */
const heldOutCount = 1000;

/**
 * The names of the 7,447 icons of the npm package `@mdi/svg`, Pictogrammers' Material Design Icons: 1,000 of them held out, drawn at random once
 * and for all. Many come in two or three forms, filled and in outline, so that a held-out icon often has a relative among the others; 27 look the
 * same as another one.
 */
export function splitIcons(): { readonly train: readonly string[]; readonly heldOut: readonly string[] } {
  const names = readdirSync(folder())
    .filter((file) => file.endsWith('.svg'))
    .sort();
  const random = createRandom(0);
  for (let left = names.length - 1; left > 0; left--) {
    const chosen = random.integer(left + 1);
    [names[left], names[chosen]] = [names[chosen]!, names[left]!];
  }
  return { train: names.slice(heldOutCount), heldOut: names.slice(0, heldOutCount) };
}

/** Draws icons: 32·32 bytes each, from 0 (paper) to 255 (ink). */
export function drawIcons(names: readonly string[]): Uint8Array {
  const pixels = iconSize ** 2;
  const drawn = new Uint8Array(names.length * pixels);
  const from = folder();
  for (const [index, name] of names.entries()) {
    const rgba = new Resvg(readFileSync(join(from, name), 'utf8'), {
      fitTo: { mode: 'width', value: iconSize },
      background: 'white',
      font: { loadSystemFonts: false },
    }).render().pixels;
    for (let pixel = 0; pixel < pixels; pixel++) drawn[index * pixels + pixel] = 255 - rgba[4 * pixel]!;
  }
  return drawn;
}

function folder(): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve('@mdi/svg/package.json')), 'svg');
}
