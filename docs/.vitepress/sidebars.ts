import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DefaultTheme } from 'vitepress';
import { leftOut, sections, shortTitle } from './sections';

type Item = DefaultTheme.SidebarItem;

const written = fileURLToPath(new URL('../api/typedoc-sidebar.json', import.meta.url));

/**
 * The sidebar of the pages in English.
 *
 * @throws an Error where a page stands in no section
 */
export function docsSidebar(): Item[] {
  const missing = leftOut();
  if (missing.length > 0) throw new Error(`docs/.vitepress/sections.ts lists no ${missing.join(', ')}.`);
  return sections.map(({ heading, pages }) => ({
    text: heading,
    items: pages.map((page) => ({ text: shortTitle(page), link: `/${page}` })),
  }));
}

/** The sidebars of the reference: one for each room, with all rooms and the names of this one. All of them at once would make each page long. */
export function referenceSidebars(): DefaultTheme.SidebarMulti {
  if (!existsSync(written)) throw new Error('The reference is missing: npm run docs writes it.');
  const rooms: Item[] = JSON.parse(readFileSync(written, 'utf8'));
  const links = rooms.map(({ text, link }) => ({ text: entryPoint(text!), link: link! }));
  const sorted = links.sort((a, b) => a.text.localeCompare(b.text));
  const all = { text: 'Reference', link: '/api/', items: sorted };
  return Object.fromEntries([
    ...rooms.map(({ link, items = [] }) => [link!, [withNames(all, link!, items)]]),
    ['/api/', [all]],
  ]);
}

/** `gan-core/losses` of the room losses. */
function entryPoint(room: string): string {
  return room === 'index' ? 'gan-core' : `gan-core/${room}`;
}

function withNames(all: Item, room: string, groups: readonly Item[]): Item {
  const isType = ({ text }: Item) => /^(Interfaces|Type Aliases)$/.test(text!);
  const namesOf = (some: readonly Item[]) => some.flatMap(({ items = [] }) => items).sort(byName);
  const types = namesOf(groups.filter(isType));
  const values = namesOf(groups.filter((group) => !isType(group)));
  const names = types.length > 0 ? [...values, { text: 'Types', items: types }] : values;
  return { ...all, items: all.items!.map((item) => (item.link === room ? { ...item, items: names } : item)) };
}

function byName(a: Item, b: Item): number {
  return a.text!.localeCompare(b.text!);
}
