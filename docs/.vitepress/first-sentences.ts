/** The first paragraph of a page in Markdown below its heading, without marks, up to about 160 characters. */
export function firstSentences(markdown: string): string {
  const paragraphs = markdown.replace(/^---\n.*?\n---\n/s, '').split(/\n{2,}/);
  const first =
    paragraphs.find((text) => /^(\*\*|[\p{L}"“「`[])/u.test(text) && !/^Written by `npm run/.test(text)) ??
    '';
  const plain = first.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*\\]/g, '');
  const line = plain.replace(/\s+/g, ' ').trim();
  return line.length <= 160 ? line : `${line.slice(0, 160).replace(/\s?\S*$/, '')} …`;
}
