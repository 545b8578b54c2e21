import { existsSync } from 'node:fs';
import { chromiumPath } from '../../scripts/chromium';
import { median } from '../interleave';
import type { Start } from '../start-up/first-step';
import { prepareChromium } from '../start-up/in-chromium';
import { prepareNode } from '../start-up/in-node';
import { table } from '../table';
import type { Part } from './part';

/** Milliseconds from the import to the end of a first step on wasm, in Node and in a page. */
export const startUp: Part = async ({ rounds }) => {
  const chromium = existsSync(chromiumPath) ? await prepareChromium() : undefined;
  const starts = new Map<string, () => Promise<Start>>([
    ['Node, by `import`', await prepareNode('esm')],
    ['Node, by `require`', await prepareNode('cjs')],
  ]);
  if (chromium) starts.set(`Chromium ${chromium.version}`, chromium.start);
  const times = new Map([...starts.keys()].map((name) => [name, [] as Start[]]));
  for (let round = 0; round < rounds.rounds; round++)
    for (const [name, start] of starts) times.get(name)!.push(await start());
  await chromium?.stop();
  const rows = [...times].map(([name, all]) => {
    const stepped = all.map((each) => each.stepped);
    const milliseconds = [median(all.map(({ imported }) => imported)), median(stepped), Math.min(...stepped)];
    return [name, ...milliseconds.map((each) => each.toFixed(0))];
  });
  const text = table(['', 'ms until all is imported', 'ms to the first step', 'the fastest of all'], rows);
  console.log(text);
  return text;
};
