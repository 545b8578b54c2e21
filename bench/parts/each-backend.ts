import { startChromiumPlayers } from '../backends/chromium-players';
import { startNodePlayer } from '../backends/node-player';
import type { Player } from '../backends/player';
import type { Way } from '../backends/session';
import { type GameSize, usual } from '../games';
import { type Contestant, interleave, median, medianRatio, type Times } from '../interleave';
import { table } from '../table';
import type { Part, PartOptions } from './part';

const ways: readonly Way[] = ['naive loop', 'Trainer', 'Trainer with R1'];

/** Milliseconds: who takes longer for a step is timed once, and not in all ways. */
const patience = 5000;

/** A step on every backend that starts here: in Node, and in Chromium where there is one. */
export const eachBackend: Part = async (options) => {
  const failures: string[] = [];
  const inNode: Player[] = [];
  const isAsked = (backend: string) => options.backends?.includes(backend) ?? true;
  for (const backend of (['cpu', 'wasm', 'node', 'node-gpu'] as const).filter(isAsked)) {
    try {
      inNode.push(await startNodePlayer(backend));
    } catch (error) {
      failures.push(`Node, ${backend}: ${(error as Error).message}`);
    }
  }
  const chromium = await startChromiumPlayers((['wasm', 'webgl', 'webgpu'] as const).filter(isAsked));
  const players = [...inNode, ...chromium.players];
  const perceptrons = await gameTable(usual.perceptrons, players, options, failures);
  const dcgan = await gameTable(usual.dcgan, players, options, failures);
  for (const player of inNode) await player.stop();
  await chromium.stop();

  const leftOut = [...failures, ...chromium.failures].map(
    (failure) => `- ${failure.split('\n')[0]!.replace(/Backend '[^']+': | Run: .*/g, '')}`,
  );
  return `
### Perceptrons

${perceptrons}

### DCGAN, 28x28

${dcgan}
${leftOut.length > 0 ? `\nLeft out:\n\n${leftOut.join('\n')}` : ''}
`;
};

async function gameTable(
  game: GameSize,
  players: readonly Player[],
  { rounds }: PartOptions,
  failures: string[],
): Promise<string> {
  const able: Player[] = [];
  const once = new Map<Player, number>();
  const contestants: Contestant[] = [];
  for (const player of players) {
    const time = await firstTime(player, game).catch((error: Error) => error);
    if (time instanceof Error) {
      failures.push(`${player.where}, ${player.backend}, ${game.name}: ${time.message}`);
      continue;
    }
    able.push(player);
    console.log(`${game.name}, ${player.where}, ${player.backend}: ${time.toFixed(0)} ms at first`);
    if (time > patience) once.set(player, time);
    else
      contestants.push(
        ...ways.filter((way) => canPlay(player, way, game)).map((way) => contestant(player, way, game)),
      );
  }
  const times = await interleave(contestants, rounds);
  const rows = able.map((player) => {
    const { where, backend, adapter = 'the processor' } = player;
    const only = once.get(player);
    const figures = only === undefined ? cells(player, times) : ['', `${only.toFixed(0)} *`, '', ''];
    return [where, backend, adapter, ...figures];
  });
  const text = table(
    ['where', 'backend', 'runs on', 'naive loop, ms', 'Trainer, ms', 'with R1, ms', 'naive / Trainer'],
    rows,
  );
  console.log(`${text}\n`);
  return once.size > 0 ? `${text}\n\n\\* a single step: nothing to take a median of` : text;
}

/** What a step takes after the first, which makes the networks and compiles shaders. cpu has none, so there a long one counts. */
async function firstTime(player: Player, game: GameSize): Promise<number> {
  const order = { game, way: 'Trainer', steps: 1 } as const;
  const first = await player.play(order);
  return player.backend === 'cpu' && first > patience ? first : player.play(order);
}

/** tfjs's wasm backend lacks the filter gradient of a convolution. */
function canPlay({ backend }: Player, way: Way, { name }: GameSize): boolean {
  return !(backend === 'wasm' && way === 'naive loop' && name === 'dcgan');
}

const nameOf = ({ where, backend }: Player, way: Way) => `${where} ${backend} ${way}`;

function contestant(player: Player, way: Way, game: GameSize): Contestant {
  return {
    name: nameOf(player, way),
    run: async (steps) => ({ clock: await player.play({ game, way, steps }) }),
  };
}

function cells(player: Player, times: ReadonlyMap<string, Times>): string[] {
  const of = (way: Way) => times.get(nameOf(player, way))?.clock;
  const [naive, ours] = [of('naive loop'), of('Trainer')];
  return [
    ...ways.map((way) => {
      const measured = of(way);
      return measured ? median(measured).toFixed(1) : '';
    }),
    naive && ours ? medianRatio(naive, ours).toFixed(2) : '',
  ];
}
