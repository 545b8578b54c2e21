import { readFileSync } from 'node:fs';

const { exports } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const rooms = Object.keys(exports).filter((path) => path !== './package.json' && path !== '.');

/** @type {import('typedoc').TypeDocOptions} */
export default {
  name: 'gan-core',
  plugin: ['typedoc-plugin-markdown', 'typedoc-vitepress-theme'],
  readme: 'none',
  // A name is described by the first that has it: by its room, and `gan-core` itself lists what it takes of the rooms.
  entryPoints: [...rooms.map((path) => `src/${path.slice(2)}/index.ts`), 'src/index.ts'],
  sortEntryPoints: false,
  out: 'docs/api',
  docsRoot: 'docs',
  router: 'member',
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
