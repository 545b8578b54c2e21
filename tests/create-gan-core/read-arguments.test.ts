import { describe, expect, it } from 'vitest';
import { readArguments } from '../../packages/create-gan-core/src/read-arguments';
import { UsageError } from '../../src/node/usage-error';

const read = (line: string) => readArguments(line === '' ? [] : line.split(' '));

function refusal(line: string): string {
  try {
    read(line);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as UsageError).message;
  }
  throw new Error(`'${line}' was taken`);
}

describe('a command line', () => {
  it('names the folder and the template, in any order and form', () => {
    const request = { command: 'create', folder: 'my-gan', template: { name: 'vite' }, force: false };
    for (const line of ['my-gan --template vite', '--template=vite my-gan', '-t vite my-gan'])
      expect(read(line)).toMatchObject(request);
    expect(read('my-gan -t node --force')).toMatchObject({ template: { name: 'node' }, force: true });
  });

  it('may leave both to be asked for', () => {
    expect(read('')).toEqual({ command: 'create', force: false });
  });

  it('asks for help or the version, whatever else stands there', () => {
    expect(read('my-gan --help')).toEqual({ command: 'help' });
    expect(read('-v')).toEqual({ command: 'version' });
  });
});

describe('what is refused', () => {
  it('names the template that was meant, and all that there are', () => {
    expect(refusal('my-gan --template nexxt')).toBe(
      "There is no template 'nexxt'. Did you mean next? There are: node, vite, next, worker.",
    );
    expect(refusal('my-gan --template angular')).toBe(
      "There is no template 'angular'. There are: node, vite, next, worker.",
    );
  });

  it.each([
    ['my-gan --tempate vite', "There is no option '--tempate'. Did you mean --template?"],
    ['my-gan --template', '--template: got no value; expected one after it.'],
    // What npm hands on of `npm create gan-core my-gan --template vite`.
    ['my-gan vite', "got 'vite' after the folder; expected options."],
    ['my-gan vite', 'npm create gan-core@latest my-gan -- --template vite'],
    ['my-gan vite more', "got 'more'; expected 2 names"],
    ['my-gan --force=yes', "--force: got 'yes'; expected no value."],
  ])('%s', (line, message) => {
    expect(refusal(line)).toContain(message);
  });

  it('a folder without a name', () => {
    expect(() => readArguments([''])).toThrow('folder: got nothing; expected a name, my-gan for example.');
  });
});
