import { useBackend } from 'gan-core/backends';
import type { ExampleOptions } from './example';
import { type Check, holds } from './lecture/claim';
import { claims } from './lecture/claims';
import { pictureOf } from './lecture/files';
import { saveFile, saveJson, savePicture } from './save';

// Hung-yi Lee's lecture on the theory of GANs, claim by claim: each is measured, drawn and checked.
// Run it: npx gan-core lecture, or one claim of it: npx gan-core lecture 6

/** Runs each claim, or one; fails where a number isn't what a claim foretells. */
export async function run(options: ExampleOptions): Promise<void> {
  const { only, seed, seeds, signal } = options;
  await useBackend('wasm');
  const shown: { number: number; name: string; seed: number; seconds: number; checks: readonly Check[] }[] =
    [];
  const failed: string[] = [];
  for (const [index, claim] of claims.entries()) {
    const number = index + 1;
    if (only !== undefined && Number(only) !== number) continue;
    console.log(`${number}. ${claim.says}`);
    for (let own = seed; own < seed + seeds; own++) {
      const begun = performance.now();
      const { checks, picture, animation } = await claim.show({ seed: own, signal });
      const seconds = Number(((performance.now() - begun) / 1000).toFixed(1));
      shown.push({ number, name: claim.name, seed: own, seconds, checks });
      for (const check of checks) {
        const line = `${holds(check) ? 'holds' : 'FAILS'}: ${describe(check)}${seeds > 1 ? ` (seed ${own})` : ''}`;
        console.log(`   ${line}`);
        if (!holds(check)) failed.push(`${number}: ${line}`);
      }
      if (own > seed) continue; // the pictures are the first seed's
      savePicture(pictureOf(claim.name), picture, options);
      if (animation) saveFile(pictureOf(claim.name, 'gif'), animation, options);
    }
  }
  saveJson('lecture.json', { shown }, options);
  if (failed.length > 0) throw new Error(`not as the lecture says:\n${failed.join('\n')}`);
}

function describe({ what, value, least, most }: Check): string {
  const ends = [
    ...(least === undefined ? [] : [`at least ${least}`]),
    ...(most === undefined ? [] : [`at most ${most}`]),
  ];
  return `${what}: ${Number(value.toPrecision(3))} (${ends.join(', ')})`;
}
