import { dispose, getBackend, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { useBackend } from '../../backends';
import { ArgumentError, describeValue, refuseUnknownKeys } from '../../errors';
import { installSecondOrderGradients } from '../../gradients';
import { createRandom, withSeededMathRandom } from '../../random';
import { assembleGame, type ServedGame } from '../assemble-game';
import { fuseLayers } from '../fused-layers';
import { allVariables, type TrainableModel } from '../model';
import { discriminatorStep, type Game, generatorStep } from '../train-step';
import { checkTrainerOptions } from '../trainer-options';
import { describeGame } from './describe-game';
import { GradientCollector } from './gradient-collector';
import type { Answer, Part, SampleBatch, Setup, Task } from './messages';
import { isPort, listen, ownPort, type PortLike } from './port';
import { SharedValues, SharedWeights } from './shared-values';

/**
 * The whole of a worker of the Trainer's `workers`: computes the gradients of its part of every batch, by the weights that
 * the Trainer's thread shares with it. Call it once in the worker's script, with the same game as the Trainer's; the
 * initial weights don't matter here.
 *
 * @example
 * ```ts
 * // worker.js
 * import { serveGame } from 'gan-core/trainer';
 * import { game } from './game.js';
 * serveGame(game);
 * ```
 * @param game - `generator`, `discriminator`, `latent`, and where the Trainer has them `loss`, `penalties` and `packing`
 * @param port - where to listen: by default `self`, or `parentPort` in Node (from 20.16 on; before, pass it)
 * @throws ArgumentError for other options, or outside of a worker
 */
export function serveGame(game: ServedGame, port: PortLike | undefined = ownPort()): void {
  refuseUnknownKeys(game, ['generator', 'discriminator', 'latent', 'loss', 'penalties', 'packing'], 'game');
  checkTrainerOptions(game);
  if (!port) {
    throw new ArgumentError(
      'port',
      'there is none here; expected to run in a worker: start this script by new Worker(…), or pass parentPort.',
    );
  }
  if (!isPort(port))
    throw new ArgumentError(
      'port',
      `got ${describeValue(port)}; expected self, parentPort or a MessagePort.`,
    );
  let served: Server | undefined;
  const answer = async (message: Setup | Task): Promise<Answer> => {
    if (message.kind === 'setup') {
      served = await Server.open(game, message);
      return { kind: 'ready' };
    }
    return served!.play(message);
  };
  listen(port, {
    message: (data) => {
      answer(data as Setup | Task).then(
        (result) => port.postMessage(result),
        (error: Error) =>
          port.postMessage({ kind: 'failure', name: error.name, message: error.message } satisfies Answer),
      );
    },
  });
  port.postMessage({ kind: 'hello' } satisfies Answer);
}

/** The game in this thread. */
class Server {
  /** This part of the batch: G's steps have that of the step of D before them. */
  private real: Tensor | undefined;

  private constructor(
    private readonly game: Game,
    private readonly collector: GradientCollector,
    private readonly weights: SharedWeights,
    private readonly gradients: SharedArrayBuffer,
  ) {}

  static async open(options: ServedGame, setup: Setup): Promise<Server> {
    if (getBackend() !== setup.backend) await useBackend(setup.backend);
    const random = createRandom(0);
    const make = <M extends TrainableModel>(model: M | (() => M)): M =>
      typeof model === 'function' ? withSeededMathRandom(random, model) : model;
    const collector = new GradientCollector();
    const samples = toTensor(setup.samples);
    const game = assembleGame(options, samples, {
      generator: make(options.generator),
      discriminator: make(options.discriminator),
      generatorOptimizer: collector,
      discriminatorOptimizer: collector,
      random,
      weights: random,
    });
    samples.dispose();
    const { generator, discriminator } = game;
    const variables = [
      ...allVariables('generator', generator),
      ...allVariables('discriminator', discriminator),
    ];
    const shapes = variables.map(({ shape }) => shape);
    const own = describeGame(game, options.packing);
    if (JSON.stringify(shapes) !== JSON.stringify(setup.shapes) || own !== setup.game) {
      throw new ArgumentError(
        'game',
        `differs from the Trainer's: ${own}, weights of shapes ${JSON.stringify(shapes)}; expected ${setup.game}, ${JSON.stringify(setup.shapes)}. Make both from one object.`,
      );
    }
    installSecondOrderGradients();
    fuseLayers([generator, discriminator], game.random);
    return new Server(game, collector, new SharedWeights(variables, setup.weights), setup.gradients);
  }

  /** Computes one part of a step. */
  async play(task: Task): Promise<Part> {
    this.weights.adopt(task.changed);
    this.game.random.restore(task.random);
    try {
      if (task.kind === 'generator') return await this.generatorPart(this.real!);
      this.real?.dispose();
      this.real = toTensor(task.real);
      return await this.discriminatorPart(this.real, task.count);
    } finally {
      this.collector.dispose();
    }
  }

  private async discriminatorPart(real: Tensor, count: number): Promise<Part> {
    const step = discriminatorStep(this.game, real, count);
    const { loss, realLogits, fakeLogits, penalties } = step;
    await this.shareGradients(this.game.discriminatorWeights);
    const named = Object.entries(penalties);
    const values = await Promise.all(
      named.map(async ([name, value]) => [name, (await value.data())[0]!] as const),
    );
    const part: Part = {
      kind: 'part',
      loss: (await loss.data())[0]!,
      penalties: Object.fromEntries(values),
      realLogits: (await realLogits.data()) as Float32Array,
      fakeLogits: (await fakeLogits.data()) as Float32Array,
    };
    dispose([loss, realLogits, fakeLogits, penalties]);
    return part;
  }

  private async generatorPart(real: Tensor): Promise<Part> {
    const loss = generatorStep(this.game, real);
    await this.shareGradients(this.game.generatorWeights);
    const [value] = await loss.data();
    loss.dispose();
    const none = new Float32Array(0);
    return { kind: 'part', loss: value!, penalties: {}, realLogits: none, fakeLogits: none };
  }

  private async shareGradients(weights: readonly Tensor[]): Promise<void> {
    const shared = new SharedValues(
      weights.map(({ shape }) => shape),
      this.gradients,
    );
    const gradients = this.collector.take();
    await Promise.all(gradients.map((gradient, index) => shared.write(index, gradient)));
    for (const gradient of gradients) gradient?.dispose();
  }
}

function toTensor({ values, shape }: SampleBatch): Tensor {
  return tensor(values, [...shape], 'float32');
}
