import type { Plugin } from 'vitepress';

/** What the search's box says of itself to screen readers, and what it says here. */
const changes: readonly (readonly [RegExp, string])[] = [
  // A button that holds an input and links.
  [/role="button"\s+:aria-owns="[^"]*"\s+aria-expanded="true"\s+aria-haspopup="listbox"/, 'role="search"'],
  // Options that hold links: a list of links is what it is.
  [/:role="results\?\.length \? 'listbox' : undefined"/, ''],
  [/:aria-selected="[^"]*"\s+role="option"/, ''],
  [/<kbd :aria-label/g, '<kbd role="img" :aria-label'],
  // Another name than the text that is seen, with which one asks for a link by voice.
  [/:aria-label="\[\.\.\.p\.titles, p\.title\]\.join\(' > '\)"/, ''],
];

/** Vite's plugin that corrects the roles of VitePress's search, which axe finds to be nested and misnamed. */
export const accessibleSearch = {
  name: 'accessible-search',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('/VPLocalSearchBox.vue')) return undefined;
    return changes.reduce((text, [before, after]) => {
      if (!before.test(text))
        throw new Error(`VPLocalSearchBox.vue has no ${before}: see accessible-search.ts.`);
      return text.replace(before, after);
    }, code);
  },
} satisfies Plugin;
