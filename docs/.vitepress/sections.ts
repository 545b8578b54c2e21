import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const docs = fileURLToPath(new URL('..', import.meta.url));

/** Pages under one heading of the sidebar, without `.md`. */
export interface Section {
  readonly heading: string;
  readonly pages: readonly string[];
}

// What isn't named here follows in the order of the alphabet.
const firstGuides = [
  'first-hour',
  'choosing-a-loss',
  'choosing-a-backend',
  'training-that-does-not-collapse',
  'conditional-gans',
  'your-own',
  'deployment',
  'past-one-machine',
  'from-pytorch',
  'from-a-tfjs-loop',
  'faq',
];

/** All pages in English but the start page and the reference, in the order to read them. */
export const sections: readonly Section[] = [
  { heading: 'Guides', pages: guides() },
  { heading: 'The lecture', pages: ['lecture', 'theory', 'playground'] },
  { heading: 'Training', pages: ['training', 'losses', 'penalties', 'gallery', 'runs'] },
  { heading: 'Pictures and files', pages: ['images', 'figures', 'export'] },
  { heading: 'Measuring', pages: ['estimators', 'metrics', 'accuracy', 'results'] },
  {
    heading: 'Where it runs',
    pages: ['browsers', 'platforms', 'performance', 'kernels', 'process', 'limits'],
  },
  { heading: 'Decisions', pages: pagesIn('decisions') },
].filter(({ pages }) => pages.length > 0);

/** The pages of a folder of docs that stand in no section. */
export function leftOut(): string[] {
  const listed = new Set(sections.flatMap(({ pages }) => pages));
  return pagesIn('').filter((page) => page !== 'index' && !listed.has(page));
}

/** A page's title: its first heading, in the sidebar up to a colon. */
export function shortTitle(page: string): string {
  const heading = /^# (.*)$/m.exec(readFileSync(`${docs}/${page}.md`, 'utf8'))?.[1];
  if (heading === undefined) throw new Error(`docs/${page}.md has no heading.`);
  return heading.replace(/`/g, '').replace(/:.*/, '');
}

function guides(): string[] {
  const all = pagesIn('guides');
  const named = firstGuides.map((name) => `guides/${name}`).filter((page) => all.includes(page));
  return [...named, ...all.filter((page) => !named.includes(page))];
}

function pagesIn(folder: string): string[] {
  try {
    return readdirSync(`${docs}/${folder}`)
      .filter((file) => file.endsWith('.md'))
      .map((file) => `${folder ? `${folder}/` : ''}${file.slice(0, -'.md'.length)}`)
      .sort();
  } catch {
    return [];
  }
}
