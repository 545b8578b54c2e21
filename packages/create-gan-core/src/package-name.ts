import validate from 'validate-npm-package-name';

/** The longest name that npm takes. */
const LONGEST = 214;

/** A folder's name as that of an npm package: in small letters of English, without blanks; `my-gan` where nothing is left. */
export function packageNameOf(folder: string): string {
  const name = folder
    .toLowerCase()
    .normalize('NFKD') // ö is o and a mark
    .replace(/\p{Mark}/gu, '')
    .replaceAll('ß', 'ss')
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[._-]+|[._-]+$/g, '')
    .slice(0, LONGEST);
  return validate(name).validForNewPackages ? name : 'my-gan';
}
