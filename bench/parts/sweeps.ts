import { type GameSize, usual } from '../games';
import { type Contestant, interleave, median, medianRatio, type Times } from '../interleave';
import { naiveOnTfjs, trainer } from '../on-wasm';
import { table } from '../table';
import type { Part, PartOptions } from './part';

const [naive, ours, onTwo, pytorchName] = ['naive', 'Trainer', 'two threads', 'PyTorch'];

/** Batch sizes and widths, on wasm. */
export const sweeps: Part = async (options) => {
  const { perceptrons, dcgan } = usual;
  const sizes = { batches: [32, 64, 128, 256, 512, 1024], widths: [32, 64, 128, 256, 512] };
  const byBatch = sizes.batches.map((batchSize) => ({ ...perceptrons, batchSize }));
  const byWidth = sizes.widths.map((width) => ({ ...perceptrons, width }));
  const dcganByBatch = [16, 32, 64, 128].map((batchSize) => ({ ...dcgan, batchSize }));
  return `
### Perceptrons by batch size

Width ${perceptrons.width}.

${await perceptronTable('batch', 'batchSize', byBatch, options)}

### Perceptrons by width

Batch ${perceptrons.batchSize}; both hidden layers of G and of D are that wide.

${await perceptronTable('width', 'width', byWidth, options)}

### DCGAN by batch size

${await dcganTable(dcganByBatch, options)}
`;
};

function perceptronTable(
  title: string,
  varied: 'batchSize' | 'width',
  games: readonly GameSize[],
  options: PartOptions,
): Promise<string> {
  const head = [
    title,
    'naive loop, ms',
    'Trainer, ms',
    'naive / Trainer',
    'PyTorch, CPU ms',
    'Trainer / PyTorch, CPU',
  ];
  return sweep(head, games, options, (game) => ({
    contestants: [naiveOnTfjs(naive!, game), trainer(ours!, game)],
    cells: ({ time, ratio }) => [
      String(game[varied]),
      time(naive!, 'clock'),
      time(ours!, 'clock'),
      ratio(naive!, ours!, 'clock'),
      time(pytorchName!, 'cpu'),
      ratio(ours!, pytorchName!, 'cpu'),
    ],
  }));
}

function dcganTable(games: readonly GameSize[], options: PartOptions): Promise<string> {
  const head = [
    'batch',
    'Trainer, ms',
    'with two threads, ms',
    'one thread / two',
    'PyTorch, CPU ms',
    'Trainer / PyTorch, CPU',
  ];
  return sweep(head, games, options, (game) => ({
    contestants: [trainer(ours!, game), trainer(onTwo!, game, { threads: 2 })],
    cells: ({ time, ratio }) => [
      String(game.batchSize),
      time(ours!, 'clock'),
      time(onTwo!, 'clock'),
      ratio(ours!, onTwo!, 'clock'),
      time(pytorchName!, 'cpu'),
      ratio(ours!, pytorchName!, 'cpu'),
    ],
  }));
}

/** The medians that cells are made of; '' for what wasn't timed. */
interface Figures {
  time(name: string, kind: keyof Times): string;
  ratio(above: string, below: string, kind: keyof Times): string;
}

interface Row {
  readonly contestants: readonly Contestant[];
  readonly cells: (figures: Figures) => string[];
}

async function sweep(
  head: readonly string[],
  games: readonly GameSize[],
  { rounds, pytorch }: PartOptions,
  rowOf: (game: GameSize) => Row,
): Promise<string> {
  const rows: string[][] = [];
  for (const game of games) {
    const { contestants, cells } = rowOf(game);
    const withPyTorch = pytorch ? [pytorch.contestant(pytorchName!, game)] : [];
    const times = await interleave([...contestants, ...withPyTorch], rounds);
    const row = cells({
      time(name, kind) {
        const measured = times.get(name)?.[kind];
        return measured ? median(measured).toFixed(2) : '';
      },
      ratio(above, below, kind) {
        const [numerator, denominator] = [times.get(above), times.get(below)];
        return numerator && denominator ? medianRatio(numerator[kind], denominator[kind]).toFixed(2) : '';
      },
    });
    console.log(row.join('  '));
    rows.push(row);
  }
  return table(head, rows);
}
