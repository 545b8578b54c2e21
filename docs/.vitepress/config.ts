import { defineConfig } from 'vitepress';
import { accessibleSearch } from './accessible-search';
import { chinese } from './chinese';
import { chineseLineBreaks } from './chinese-line-breaks';
import { english } from './english';
import { headingAnchor } from './heading-anchor';
import { languageSwitch } from './language-switch';
import { copyLinkedFiles, linksOutOfDocs } from './links-out-of-docs';
import { llms } from './llms';
import { mathematics } from './mathematics';
import { noSecondOutline } from './no-second-outline';
import { completePageData } from './page-data';
import { plainBlocks } from './plain-blocks';
import { repository } from './repository';
import { search } from './search';
import { docsSidebar, referenceSidebars } from './sidebars';
import { unbrokenPercents } from './unbroken-percents';

// Where the site will be: GitHub's pages of a project lie below its name. Without an origin there is no sitemap.
const base = process.env.SITE_BASE ?? '/gan-core/';
const origin = process.env.SITE_ORIGIN ?? '';
const editPattern = `${repository}/edit/main/docs/:path`;

export default defineConfig({
  base,
  cleanUrls: false,
  metaChunk: true,
  ignoreDeadLinks: [/^\/playground\//],
  head: [
    ['link', { rel: 'icon', type: 'image/svg+xml', href: `${base}icon.svg` }],
    ['meta', { name: 'theme-color', content: '#0b6bb5' }],
    ['meta', { property: 'og:type', content: 'website' }],
    ['meta', { property: 'og:site_name', content: 'gan-core' }],
    ['meta', { property: 'og:image', content: `${origin}${base}social.png` }],
    ['meta', { name: 'twitter:card', content: 'summary_large_image' }],
  ],
  locales: {
    root: {
      label: english.label,
      lang: 'en',
      title: english.title,
      description: english.description,
      themeConfig: {
        ...english.theme,
        nav: english.nav(),
        sidebar: { '/': docsSidebar(), ...referenceSidebars() },
        editLink: { pattern: editPattern, text: english.editText },
      },
    },
    'zh-TW': {
      label: chinese.label,
      lang: 'zh-TW',
      title: chinese.title,
      description: chinese.description,
      themeConfig: {
        ...chinese.theme,
        nav: chinese.nav(),
        sidebar: chinese.sidebar,
        editLink: { pattern: editPattern, text: chinese.editText },
      },
    },
  },
  themeConfig: {
    logo: { src: '/icon.svg', alt: '' },
    search,
    socialLinks: [{ icon: 'github', link: repository, ariaLabel: 'GitHub' }],
  },
  markdown: {
    anchor: { slugify: headingAnchor },
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config(md) {
      mathematics(md);
      linksOutOfDocs(md);
      plainBlocks(md);
      chineseLineBreaks(md);
      noSecondOutline(md);
      unbrokenPercents(md);
    },
  },
  vite: {
    plugins: [llms(base, origin), accessibleSearch, languageSwitch],
    build: { chunkSizeWarningLimit: 5000 }, // the search's index, which a page loads when somebody searches
  },
  ...(origin && { sitemap: { hostname: `${origin}${base}` } }),
  transformPageData: completePageData,
  transformHead: ({ pageData, title, description }) => [
    ['meta', { property: 'og:title', content: pageData.title || title }],
    ['meta', { property: 'og:description', content: pageData.description || description }],
  ],
  buildEnd: ({ outDir }) => copyLinkedFiles(outDir),
});
