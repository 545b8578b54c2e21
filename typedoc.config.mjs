import { readFileSync } from 'node:fs';
import { MarkdownPageEvent } from 'typedoc-plugin-markdown';

const { exports } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const rooms = Object.keys(exports).filter((path) => path !== './package.json' && path !== '.');

/** Names rooms by what users import, `gan-core/losses`; their folders, `losses`, make the addresses of pages. */
function asImported({ renderer }) {
  const entryPoint = (room) => (room === 'index' ? 'gan-core' : `gan-core/${room}`);
  renderer.on(MarkdownPageEvent.END, (page) => {
    const [room, ...path] = page.url.split('/');
    if (path.length === 0) page.contents = page.contents.replace(/(?<=^\| \[)\w+(?=\])/gm, entryPoint);
    if (path.length === 2) page.contents = `[${entryPoint(room)}](../index.md)\n\n${page.contents}`;
  });
}

/** @type {import('typedoc').TypeDocOptions} */
export default {
  name: 'gan-core',
  plugin: ['typedoc-plugin-markdown', 'typedoc-vitepress-theme', asImported],
  readme: 'none',
  // A name is described by the first that has it: by its room, and `gan-core` itself lists what it takes of the rooms.
  entryPoints: [...rooms.map((path) => `src/${path.slice(2)}/index.ts`), 'src/index.ts'],
  sortEntryPoints: false,
  out: 'docs/api',
  docsRoot: 'docs',
  router: 'member',
  hideBreadcrumbs: true,
  groupOrder: ['Classes', 'Functions', 'Variables', 'Type Aliases', 'Interfaces'],
  indexFormat: 'table',
  parametersFormat: 'table',
  excludeReferences: true,
  pageTitleTemplates: {
    index: 'Reference',
    module: ({ name }) => (name === 'index' ? 'gan-core' : `gan-core/${name}`),
    member: ({ name }) => name,
  },
  excludePrivate: true,
  excludeInternal: true,
  excludeExternals: true,
  disableSources: true,
  treatWarningsAsErrors: true,
  validation: {
    notExported: true,
    invalidLink: true,
    invalidPath: true,
    rewrittenLink: true,
    notDocumented: true,
    unusedMergeModuleWith: true,
  },
  requiredToBeDocumented: [
    'Enum',
    'EnumMember',
    'Variable',
    'Function',
    'Class',
    'Interface',
    'Constructor',
    'Property',
    'Method',
    'Accessor',
    'TypeAlias',
  ],
};
