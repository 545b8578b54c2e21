import { readFileSync, writeFileSync } from 'node:fs';

/** Writes what stands between a section's two marks in a page, and leaves the rest of the page as it is. */
export function writeSection(page: string, name: string, text: string): void {
  const before = readFileSync(page, 'utf8');
  const section = new RegExp(`(<!-- ${name}: .*? -->)[^]*?(<!-- /${name} -->)`);
  if (!section.test(before)) throw new Error(`${page} has no section '${name}'.`);
  writeFileSync(
    page,
    before.replace(section, (_, begin, end) => `${begin}\n${text.trim()}\n${end}`),
  );
}
