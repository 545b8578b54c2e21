import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type GameName, gameNames } from '../../../examples/gallery/game-names';
import { games } from '../../../examples/gallery/games';
import { progressiveGrowing } from '../../../examples/gallery/progressive-growing';
import { seqGan } from '../../../examples/gallery/seq-gan';
import { expectToPlay } from './play';

/** What each game reports, and how long it must be played for all to move. */
const plays: Record<GameName, { terms?: string[]; losses?: string[]; steps?: number; batchSize?: number }> = {
  acgan: { terms: ['class of real', 'class of fake', 'class'] },
  'adversarial-autoencoder': { losses: ['reconstruction', 'discriminator', 'encoder'] },
  'bi-gan': { losses: ['d', 'g and e'] },
  'consensus-optimization': { losses: ['both.g', 'both.d', 'both.energy'] },
  ctgan: { terms: ['wasserstein', 'said work'], batchSize: 20 },
  'cycle-gan': {
    losses: [
      ...['generators.adversarial', 'generators.cycle', 'generators.identity'],
      ...['critics.a', 'critics.b'],
    ],
    batchSize: 4,
  },
  'info-gan': { terms: ['guess by Q', 'guess of G'] },
  'lstm-gan': { terms: ['r1'], steps: 8 },
  'pac-gan': {},
  pix2pix: { terms: ['L1'] },
  'progressive-growing': { terms: ['wasserstein'], steps: 8 },
  r3gan: { terms: ['r1', 'r2'] },
  'seq-gan': { losses: ['likelihood', 'discriminator', 'policy'], steps: 8 },
  'sn-gan-projection': { terms: ['r1'], steps: 8 },
  'style-gan2': { terms: ['r1', 'path length'], steps: 32 },
  'unrolled-gan': { losses: ['d', 'g'] },
  'vae-gan': {
    losses: [
      ...['encoder.prior', 'encoder.likeness', 'discriminator'],
      ...['decoder.likeness', 'decoder.decoded', 'decoder.drawn'],
    ],
  },
  wgan: { steps: 2 },
  'wgan-gp': { terms: ['wasserstein'] },
};

/** So that the last level, and the last kind of training, is reached in a few steps. */
const shortened: Partial<typeof games> = {
  'progressive-growing': () => progressiveGrowing({ stageSteps: 3 }),
  'seq-gan': () => seqGan({ pretraining: 6 }),
};

describe.each(gameNames)('%s', (name) => {
  it('plays: its losses and all its weights move, and nothing is left behind', async () => {
    const { terms = [], losses = ['D', 'G', ...terms], steps = 4, batchSize = 8 } = plays[name];
    await expectToPlay(shortened[name] ?? games[name], { steps, batchSize }, losses);
  });

  it('says what game it is, by which paper, in a few lines above the code', () => {
    const source = sourceOf(name);
    const comment = /^(?:\/\/.*\n)+/m.exec(source)?.[0] ?? '';
    expect(comment).toMatch(/ (?:19|20)\d\d, "/);
    expect(comment.split('\n').length).toBeLessThan(9);
  });

  it('imports gan-core as any program does', () => {
    expect(sourceOf(name)).toMatch(/from 'gan-core\//);
    expect(sourceOf(name)).not.toMatch(/from '.*\/src\//);
  });
});

it('each game is a file of its name', () => {
  const files = readdirSync('examples/gallery').filter((file) => file.endsWith('.ts'));
  const shared = ['game.ts', 'game-names.ts', 'games.ts'];
  expect(files.filter((file) => !shared.includes(file)).sort()).toEqual(
    gameNames.map((name) => `${name}.ts`).sort(),
  );
});

it('the page of the gallery has each game, and the year of its paper', () => {
  const page = readFileSync('docs/gallery.md', 'utf8');
  const rows = [
    ...page.matchAll(/^\| .* ((?:19|20)\d\d) \| .*\(\.\.\/examples\/gallery\/([\w-]+)\.ts\) \|$/gm),
  ];
  expect(rows.map(([, , name]) => name)).toEqual(gameNames);
  for (const [, year, name] of rows) expect(sourceOf(name!)).toContain(` ${year}, "`);
});

it.each([
  ['acgan', 25],
  ['pix2pix', 12],
] as const)('%s has at most %i lines beside its networks', (name, most) => {
  const game = /^export function [\s\S]*?^}$/m.exec(sourceOf(name))![0];
  const lines = game.split('\n').filter((line) => line.trim() !== '');
  expect(lines.length).toBeLessThanOrEqual(most);
});

it('cycle-gan has at most 30 lines beside its networks and its pool', () => {
  // All from the game's function to the networks, its losses too.
  const game = /^export function [\s\S]*(?=^const half)/m.exec(sourceOf('cycle-gan'))![0];
  const lines = game.split('\n').filter((line) => !/^$|^type |imagePool\(/.test(line));
  expect(lines.length).toBeLessThanOrEqual(30);
});

function sourceOf(name: string): string {
  return readFileSync(`examples/gallery/${name}.ts`, 'utf8');
}
