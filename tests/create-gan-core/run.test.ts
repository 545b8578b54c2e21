import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Questions } from '../../packages/create-gan-core/src/questions';
import { run } from '../../packages/create-gan-core/src/run';
import { templates } from '../../packages/create-gan-core/src/template';

const own = resolve('packages/create-gan-core');
const manifestOf = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;
let from = '';

beforeEach(() => {
  from = mkdtempSync(join(tmpdir(), 'create-gan-core-'));
});
afterEach(() => rmSync(from, { recursive: true, force: true }));

/** What the program prints, complains of, and ends with. */
async function start(line: string | readonly string[], questions?: Questions, userAgent?: string) {
  const said: Record<'printed' | 'complained', string[]> = { printed: [], complained: [] };
  const code = await run(typeof line === 'string' ? line.split(' ').filter(Boolean) : line, {
    own,
    from,
    userAgent,
    questions,
    print: (text) => said.printed.push(text),
    complain: (text) => said.complained.push(text),
  });
  return { code, printed: said.printed.join('\n'), complained: said.complained.join('\n') };
}

/** The program must refuse, by one line, and leave everything as it was. */
async function refusal(line: string | readonly string[]): Promise<string> {
  const before = readdirSync(from, { recursive: true });
  const { code, printed, complained } = await start(line);
  expect([code, printed]).toEqual([1, '']);
  expect(readdirSync(from, { recursive: true })).toEqual(before);
  return complained;
}

describe('a project', () => {
  it.each(templates.map(({ name }) => name))('of the template %s has all its files', async (template) => {
    expect((await start(`my-gan --template ${template}`)).code).toBe(0);
    const files = readdirSync(join(from, 'my-gan'), { recursive: true }).map(String).sort();
    const source = readdirSync(join(own, 'templates', template), { recursive: true })
      .map((file) => (file === '_gitignore' ? '.gitignore' : String(file)))
      .sort();
    expect(files).toEqual(source);
    expect(manifestOf(join(from, 'my-gan'))).toEqual({
      ...manifestOf(join(own, 'templates', template)),
      name: 'my-gan',
    });
  });

  it('may lie in folders that are not there yet, and in the one where it was started', async () => {
    expect((await start('a/b/deep --template node')).code).toBe(0);
    expect(manifestOf(join(from, 'a/b/deep')).name).toBe('deep');
    from = join(from, 'here');
    mkdirSync(from);
    const { code, printed } = await start('. --template node');
    expect([code, manifestOf(from).name]).toEqual([0, 'here']);
    expect(printed).not.toContain('cd ');
  });

  it.each([
    ['My GAN', 'my-gan'],
    ['Größe', 'grosse'],
    ['_2 Höhen!', '2-hohen'],
    ['C:\\Users\\me\\gan', 'c-users-me-gan'],
    ['favicon.ico', 'my-gan'],
    ['生成', 'my-gan'],
    ['a'.repeat(215), 'a'.repeat(214)],
  ])('of a folder %s has a name that npm takes', async (folder, name) => {
    const { code, printed } = await start([`there/${folder}`, '--template', 'vite']);
    expect([code, manifestOf(join(from, 'there', folder)).name]).toEqual([0, name]);
    expect(printed).toContain(`\n${folder}: made from the template vite, its package called ${name}.`);
  });

  it('of --yes is the usual one where nothing else is named, and nothing is asked', async () => {
    expect((await start('--yes')).code).toBe(0);
    expect(manifestOf(join(from, 'my-gan'))).toMatchObject({
      name: 'my-gan',
      scripts: { start: 'jiti src/index.ts' },
    });
    expect((await start('other -y -t vite')).code).toBe(0);
    expect(manifestOf(join(from, 'other')).scripts).toHaveProperty('dev', 'vite');
  });

  it('may go into a repository that holds nothing else', async () => {
    mkdirSync(join(from, 'my-gan/.git'), { recursive: true });
    expect((await start('my-gan --template node')).code).toBe(0);
  });

  it('by --force replaces files of its own names and leaves the others', async () => {
    mkdirSync(join(from, 'my-gan'));
    writeFileSync(join(from, 'my-gan/README.md'), 'old');
    writeFileSync(join(from, 'my-gan/notes.txt'), 'mine');
    expect((await start('my-gan --template node --force')).code).toBe(0);
    expect(readFileSync(join(from, 'my-gan/notes.txt'), 'utf8')).toBe('mine');
    expect(readFileSync(join(from, 'my-gan/README.md'), 'utf8')).toContain('# A GAN in Node');
  });
});

describe('next steps', () => {
  it.each([
    [undefined, 'npm install', 'npm run dev', 'npm start'],
    ['npm/11.0.0 node/v20.20.2 linux x64', 'npm install', 'npm run dev', 'npm start'],
    ['pnpm/10.0.0 npm/? node/v20.20.2 linux x64', 'pnpm install', 'pnpm dev', 'pnpm start'],
    ['yarn/1.22.22 npm/? node/v20.20.2 linux x64', 'yarn install', 'yarn dev', 'yarn start'],
    [
      'yarn/4.18.1 npm/? node/v20.20.2 linux x64',
      'yarn config set nodeLinker node-modules\n  yarn install',
      'yarn dev',
      'yarn start',
    ],
    ['bun/1.4.5 npm/? node/v24.3.0 linux x64', 'bun install', 'bun run dev', 'bun run start'],
  ])('for %s', async (userAgent, install, dev, startLine) => {
    const { printed } = await start('page --template vite', undefined, userAgent);
    expect(printed).toContain(`\n  cd page\n  ${install}\n  ${dev}\n`);
    const { printed: ofNode } = await start('script --template node', undefined, userAgent);
    expect(ofNode).toContain(`\n  cd script\n  ${install}\n  ${startLine}\n`);
  });

  it.each([
    ['my work/gan', '"my work/gan"'],
    ['größe/gan', 'größe/gan'],
    ['win\\gan', 'win\\gan'],
    ["it's $HOME", "'it'\\''s $HOME'"],
  ])('quote a path that a shell would take apart: %s', async (folder, word) => {
    const { printed } = await start([folder, '--template', 'node']);
    expect(printed).toContain(`\n  cd ${word}\n`);
  });
});

describe('what is refused, with nothing written', () => {
  it('a folder that holds something, by its names', async () => {
    mkdirSync(join(from, 'my-gan'));
    for (const name of ['f', 'e', 'd', 'c', 'b', 'a', '.git']) writeFileSync(join(from, 'my-gan', name), '');
    expect(await refusal('my-gan --template node')).toContain(
      'my-gan: holds a, b, c, d, e and 1 more; expected an empty folder.',
    );
  });

  it('by --force too: a link in place of a file, and a file in place of a folder', async () => {
    mkdirSync(join(from, 'my-gan'));
    writeFileSync(join(from, 'others.json'), 'theirs');
    symlinkSync('../others.json', join(from, 'my-gan/package.json'));
    expect(await refusal('my-gan --template node --force')).toMatch(
      /package\.json is a link; expected a file/,
    );
    expect(readFileSync(join(from, 'others.json'), 'utf8')).toBe('theirs');
    rmSync(join(from, 'my-gan/package.json'));
    writeFileSync(join(from, 'my-gan/src'), '');
    expect(await refusal('my-gan --template node --force')).toMatch(
      /src is something else; expected a folder/,
    );
  });

  it('a file, and what would lie within one', async () => {
    writeFileSync(join(from, 'taken'), '');
    expect(await refusal('taken --template node')).toContain('taken is a file');
    expect(await refusal('taken/my-gan --template node --force')).toContain('taken is a file');
  });

  it('an unknown template', async () => {
    expect(await refusal('my-gan --template nod')).toContain(
      "There is no template 'nod'. Did you mean node?",
    );
  });

  it('a missing word, where nobody can be asked', async () => {
    const noTemplate = await refusal('my-gan');
    for (const { name, summary } of templates)
      expect(noTemplate).toMatch(new RegExp(`${name} +${summary[0]}`));
    expect(noTemplate).toContain('npm create gan-core@latest my-gan -- --template node');
    expect(await refusal('--template node')).toContain('no folder was named');
  });
});

describe('questions', () => {
  const answers = (folder: string | undefined, template = templates[1]): Questions => ({
    folder: async () => folder,
    template: async () => template,
  });

  it('are asked for what was not typed', async () => {
    expect((await start('', answers('asked'))).code).toBe(0);
    expect(manifestOf(join(from, 'asked')).scripts).toHaveProperty('dev', 'vite');
    expect((await start('typed', answers(undefined))).code).toBe(0);
  });

  it('end the program where a person leaves, with nothing written', async () => {
    expect(await start('', answers(undefined))).toEqual({
      code: 130,
      printed: '',
      complained: 'create-gan-core: left; nothing was written.',
    });
    const leave: Questions = { ...answers('asked'), template: async () => undefined };
    expect((await start('', leave)).code).toBe(130);
    expect(readdirSync(from)).toEqual([]);
  });

  it('come after the folder that was typed is checked', async () => {
    writeFileSync(join(from, 'taken'), '');
    const never = async () => {
      throw new Error('asked');
    };
    const { code, complained } = await start('taken', { folder: never, template: never });
    expect([code, complained]).toEqual([1, expect.stringContaining('taken is a file')]);
  });
});

describe('help and version', () => {
  it('tell every template and option', async () => {
    const { code, printed } = await start('--help', undefined, 'pnpm/10.0.0');
    expect(code).toBe(0);
    for (const word of [...templates.map(({ name }) => name), '--template', '--yes', '--force', '--version'])
      expect(printed).toContain(word);
    expect(printed).toContain('Usage: pnpm create gan-core@latest [folder] --template NAME');
    expect(await start('--version')).toEqual({
      code: 0,
      printed: String(manifestOf(own).version),
      complained: '',
    });
  });
});
