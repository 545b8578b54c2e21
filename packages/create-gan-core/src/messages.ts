import { basename, relative } from 'node:path';
import { columns } from '../../../src/node/columns';
import type { Target } from './check-target';
import { createLine, installLines, type PackageManager, scriptLine } from './package-manager';
import { type Template, templates, usual } from './template';

const list = () => columns(templates.map(({ name, summary }) => [name, summary] as const));

/** The text of `--help`. */
export function helpText(manager: PackageManager): string {
  return `Makes a project with gan-core: a GAN that trains, and a measurement of how far it is from its data.

Usage: ${createLine(manager, '[folder] --template NAME')}

${columns([
  ['folder', 'where it goes'],
  ['-t, --template NAME', 'which one; on a terminal it is asked for'],
  ['-y, --yes', `asks nothing: ${usual.folder} and ${usual.template.name}, where nothing else is named`],
  ['-f, --force', 'also into a folder that holds something: files of the same names are replaced'],
  ['-v, --version', 'the version'],
  ['-h, --help', 'this text'],
])}

Templates:

${list()}`;
}

/** What to say where a word is missing and nobody can be asked. */
export function missingText(folder: string | undefined, manager: PackageManager): string {
  const missing = folder === undefined ? 'no folder was named' : 'no template was named';
  const example = createLine(manager, `${folder ?? usual.folder} --template ${usual.template.name}`);
  return `${missing}, and there is no terminal to ask on. The templates:\n\n${list()}\n\nFor example: ${example}`;
}

/** What to do once the files are there. */
export function nextSteps(
  { path, name }: Target,
  { name: template, script }: Template,
  from: string,
  manager: PackageManager,
): string {
  const way = relative(from, path);
  const called = name === basename(path) ? '' : `, its package called ${name}`;
  const steps = [
    ...(way === '' ? [] : [`cd ${shellWord(way)}`]),
    ...installLines(manager),
    scriptLine(manager, script),
  ];
  return `\n${basename(path)}: made from the template ${template}${called}. Next:\n\n${steps.map((step) => `  ${step}`).join('\n')}\n\nIts README.md says where your own data and networks go.\n`;
}

/** A path as a shell takes it for one word. */
function shellWord(path: string): string {
  if (/^[\p{L}\p{N}_./\\@+-]+$/u.test(path)) return path;
  // Of shells, those of Windows know double quotes alone; between them, others read these signs.
  return /["$`!]/.test(path) ? `'${path.replaceAll("'", "'\\''")}'` : `"${path}"`;
}
