/** Advice of the library's that names options which the command hasn't, and the command's own in its place. */
const replaced: readonly (readonly [library: string, command: string])[] = [
  [', or take fewer neighbors.', '.'],
  [', or take fewer levels.', '.'],
  [' for so many levels', ''],
  ['Pass a bandwidth of', 'Take a --bandwidth of'],
  ['samples of p are samples of q too', 'real samples are generated ones too'],
];

/** Options that both have by one name. */
const shared = /^(?=(dimension|size|scale|bandwidth|seed|confidence): )/;

/** A message of the library's in the command's words. */
export function commandWords(message: string): string {
  return replaced
    .reduce((text, [library, command]) => text.replace(library, command), message)
    .replace(shared, '--');
}
