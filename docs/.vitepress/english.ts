import type { DefaultTheme } from 'vitepress';
import { addressInRepository } from './repository';
import { sections } from './sections';

/** The texts around the pages in English. */
export const english = {
  label: 'English',
  title: 'gan-core',
  description:
    'GANs that train in JavaScript, in Node and in browsers, and a measurement, with an interval, of how far they are from the data.',

  nav(): DefaultTheme.NavItem[] {
    return [
      { text: sections[0]!.heading === 'Guides' ? 'Guides' : 'Docs', link: `/${firstPage()}` },
      { text: 'Lecture', link: '/lecture' },
      { text: 'Playground', link: '/playground/', target: '_self' },
      { text: 'API', link: '/api/' },
      {
        text: 'Project',
        items: [
          { text: 'Changes', link: addressInRepository('CHANGELOG.md')! },
          { text: 'How it is built', link: addressInRepository('ARCHITECTURE.md')! },
          { text: 'Contributing', link: addressInRepository('CONTRIBUTING.md')! },
        ],
      },
    ];
  },

  theme: {
    outline: { level: [2, 3], label: 'On this page' },
    footer: {
      message: 'Released under the MIT license.',
      copyright: 'dist holds parts of TensorFlow.js, Apache-2.0.',
    },
    notFound: {
      quote: 'The address may be wrong, or the page has moved.',
      linkLabel: 'Take me home',
      linkText: 'Take me home',
    },
  } satisfies DefaultTheme.Config,

  editText: 'Edit this page on GitHub',
};

function firstPage(): string {
  return sections[0]!.heading === 'Guides' ? sections[0]!.pages[0]! : 'training';
}
