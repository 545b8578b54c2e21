import { relative } from 'node:path';
import { columns } from '../../../src/node/columns';
import type { Target } from './check-target';
import { createLine, installLines, type PackageManager, scriptLine } from './package-manager';
import { type Template, templates } from './template';

const list = () => columns(templates.map(({ name, summary }) => [name, summary] as const));

/** The text of `--help`. */
export function helpText(manager: PackageManager): string {
  return `Makes a project with gan-core: a GAN that trains, and a measurement of how far it is from its data.

Usage: ${createLine(manager, '[folder] --template NAME')}

${columns([
  ['folder', 'where it goes; its name is that of the package'],
  ['-t, --template NAME', 'which one; on a terminal it is asked for'],
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
  const example = createLine(manager, `${folder ?? 'my-gan'} --template ${templates[0]!.name}`);
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
  const steps = [
    ...(way === '' ? [] : [`cd ${/^[\w./\\@+-]+$/.test(way) ? way : JSON.stringify(way)}`]),
    ...installLines(manager),
    scriptLine(manager, script),
  ];
  return `\n${name}: made from the template ${template}. Next:\n\n${steps.map((step) => `  ${step}`).join('\n')}\n\nIts README.md says where your own data and networks go.\n`;
}
