import { describe, expect, it } from 'vitest';
import { catalog } from '../../examples/catalog';
import { readArguments } from '../../src/node/read-arguments';
import { UsageError } from '../../src/node/usage-error';

const read = (line: string, inClone = false) =>
  readArguments(line === '' ? [] : line.split(' '), catalog, inClone);

/** The message of the error; it must be a line, and one of usage. */
function refusal(line: string, inClone = false): string {
  try {
    read(line, inClone);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    const { message } = error as UsageError;
    expect(message).not.toContain('\n');
    return message;
  }
  throw new Error(`'${line}' was taken`);
}

describe('an example', () => {
  it('runs by its usual settings', () => {
    expect(read('ring')).toMatchObject({
      command: 'example',
      example: { name: 'ring' },
      settings: { steps: 5000, seed: 1, seeds: 1, out: 'out', assets: false },
    });
    expect(read('penalties')).toMatchObject({ settings: { steps: 3000, seed: 1, seeds: 5 } });
  });

  it('takes its options, in either form and in any order', () => {
    expect(read('penalties --out a/b --seeds=2 --recipe r3gan --seed 0 --steps 50')).toMatchObject({
      settings: { steps: 50, seed: 0, seeds: 2, only: 'r3gan', out: 'a/b' },
    });
  });

  it('has no recipe and no seeds where it compares nothing', () => {
    expect(refusal('ring --recipe r1')).toContain("There is no option '--recipe'.");
    expect(refusal('ring --seeds 3')).toBe(
      "There is no option '--seeds'. Did you mean --seed? There are: --steps, --seed, --out, --help.",
    );
  });
});

describe('a wrong value', () => {
  it.each([
    ['ring --steps x', "--steps: got 'x'; expected a whole number, at least 1."],
    ['ring --steps 0', "--steps: got '0'; expected a whole number, at least 1."],
    ['ring --steps -5', "--steps: got '-5'; expected a whole number, at least 1."],
    ['ring --steps 1e3', "--steps: got '1e3'; expected a whole number, at least 1."],
    [
      'ring --steps 99999999999999999',
      "--steps: got '99999999999999999'; expected a whole number, at least 1.",
    ],
    ['ring --steps=', '--steps: got nothing; expected a whole number, at least 1.'],
    ['ring --steps', '--steps: got no value; expected one after it.'],
    ['ring --steps --seed 3', '--steps: got no value; expected one after it.'],
    ['ring --seed 1.5', "--seed: got '1.5'; expected a whole number, at least 0."],
    ['penalties --seeds 0', "--seeds: got '0'; expected a whole number, at least 1."],
    ['penalties --recipe r2', "--recipe: got 'r2'; expected non-saturating, wgan-gp, r1, r3gan."],
    ['ring --out=', '--out: got nothing; expected a folder.'],
    ['ring --help=yes', "--help: got 'yes'; expected no value."],
    ['ring 50', "ring: got '50'; expected nothing but options: see --help."],
  ])('%s', (line, message) => {
    expect(refusal(line)).toBe(message);
  });
});

describe('a wrong name', () => {
  it.each([
    ['rnig', 'ring'],
    ['digit', 'digits'],
    ['Penalty', 'penalties'],
    ['help estimator', 'estimators'],
    ['ring --step 5', '--steps'],
    ['ring -o x', undefined],
    ['frobnicate', undefined],
  ])('%s: %s', (line, nearest) => {
    const message = refusal(line);
    expect(message).toMatch(/^There is no (command|option) '.*'\./);
    expect(/Did you mean ([\w-]+)\?/.exec(message)?.[1]).toBe(nearest);
  });
});

describe('compare', () => {
  it('runs by its usual settings', () => {
    expect(read('compare a.npy b.npy')).toEqual({
      command: 'compare',
      settings: {
        ...{ real: 'a.npy', generated: 'b.npy', train: undefined, metrics: undefined, features: undefined },
        ...{ dimension: 64, size: undefined, scale: 'tanh', bandwidth: 10, threads: 'auto' },
        ...{ seed: 0, confidence: 0.95, json: false },
      },
    });
  });

  it('takes its options', () => {
    expect(
      read('compare a b --metrics kid,mind,kid --features m.json --layer x --train t --json --threads 2'),
    ).toMatchObject({
      settings: {
        ...{ metrics: ['kid', 'mind'], features: { kind: 'model', path: 'm.json', layer: 'x' }, train: 't' },
        ...{ json: true, threads: 2 },
      },
    });
  });

  it.each([
    ['compare', 'compare: got no files; expected two, real and generated samples'],
    ['compare a', "compare: got only 'a'; expected two"],
    ['compare a b c', "compare: got 'c'; expected 2 names and options: see --help."],
    ['compare a b --confidence 1', "--confidence: got '1'; expected a number between 0 and 1, such as 0.95."],
    ['compare a b --bandwidth 0', "--bandwidth: got '0'; expected a number above 0."],
    ['compare a b --scale sigmoid', "--scale: got 'sigmoid'; expected tanh (−1 to 1) or unit (0 to 1)."],
    ['compare a b --size 0', "--size: got '0'; expected a whole number, at least 1."],
    ['compare a b --threads many', "--threads: got 'many'; expected a whole number, at least 1."],
    ['compare a b --metrics=', '--metrics: got nothing; expected a value.'],
    ['compare a b --metrics kidd', "There is no metric 'kidd'. Did you mean kid? There are: frechet, "],
    [
      'compare a b --metrics memorization',
      "--metrics: got 'memorization' without training samples; expected",
    ],
    ['compare a b --layer x', "--layer: got 'x' without a model; expected --features model.json too."],
    ['compare a b --features clip', "--features: got 'clip'; expected pixels, random, or the model.json"],
    ['compare a b --seeds 3', "There is no option '--seeds'. Did you mean --seed?"],
  ])('%s', (line, message) => {
    expect(refusal(line)).toContain(message);
  });

  it.each(['fid', 'FID', 'clean-fid', 'fid-infinity'])('refuses the name %s with the reason', (name) => {
    expect(refusal(`compare a b --metrics kid,${name}`)).toBe(
      `--metrics: got '${name}'; FID is the Fréchet distance of Inception v3's features, and of others it isn't FID. Of digits, spectrograms or icons Inception's say nothing: it knows photographs. Take 'frechet', and name the features beside the figure.`,
    );
  });

  it.each(['inception', 'inception-v3', 'InceptionV3'])("refuses %s's features with the reason", (name) => {
    expect(refusal(`compare a b --features ${name}`)).toMatch(
      /trained on photographs, and of digits, spectrograms or icons its features say nothing\. Take a layer of a classifier of your data/,
    );
  });

  it('refuses the Inception score, which compares nothing', () => {
    for (const name of ['is', 'inception-score'])
      expect(refusal(`compare a b --metrics ${name}`)).toMatch(/knows no real data\. Take 'clipped'/);
  });
});

describe('help and the rest', () => {
  it.each(['', '--help', '-h', 'help'])("'%s' is the whole program's help", (line) => {
    expect(read(line)).toEqual({ command: 'help', of: undefined });
  });

  it.each(['digits --help', 'digits -h', 'help digits', 'digits --steps 3 --help'])('%s', (line) => {
    expect(read(line)).toMatchObject({ command: 'help', of: { name: 'digits' } });
  });

  it('knows the other commands', () => {
    expect(read('list')).toEqual({ command: 'list' });
    expect(read('info')).toEqual({ command: 'info' });
    expect(read('info --help')).toEqual({ command: 'help', of: 'info' });
    expect(read('help compare')).toEqual({ command: 'help', of: 'compare' });
    expect(read('compare --help')).toEqual({ command: 'help', of: 'compare' });
    expect(read('--version')).toEqual({ command: 'version' });
    expect(refusal('list --all')).toBe("There is no option '--all'. There are: --help.");
  });
});

describe('--assets', () => {
  it('is there in a clone alone', () => {
    expect(read('ring --assets', true)).toMatchObject({ settings: { assets: true } });
    expect(refusal('ring --assets')).toBe(
      "There is no option '--assets'. There are: --steps, --seed, --out, --help.",
    );
  });

  it('takes the usual run', () => {
    expect(refusal('ring --assets --steps 5', true)).toMatch(/^--assets: .*leave the other options out\.$/);
    expect(read('ring --assets --out x', true)).toMatchObject({ settings: { out: 'x' } });
  });
});
