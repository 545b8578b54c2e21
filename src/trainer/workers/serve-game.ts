import { getBackend, type Tensor } from '@tensorflow/tfjs-core';
import { useBackend } from '../../backends';
import { ArgumentError, describeValue, refuseUnknownKeys } from '../../errors';
import { createRandom, withSeededMathRandom } from '../../random';
import type { TrainableModel } from '../../tfjs';
import { disposeBatch, type RealBatch } from '../data/batch';
import { createGame } from '../game/create-game';
import type { Game, Moment, NetworkStep } from '../game/game';
import { checkGameOptions, gameOptionNames, type WorkerGame } from '../game/game-options';
import { discriminatorStep, disposeStep, generatorStep } from '../game/train-step';
import { fuseLayers } from '../networks/fuse-layers';
import { allVariables, type Role, roles } from '../networks/model';
import { loadParts } from '../networks/run-parts';
import { describeGame, differenceOf } from './describe-game';
import { GradientCollector } from './gradient-collector';
import type { Answer, Setup, Task } from './messages';
import type { Part } from './part';
import { isPort, isWindow, listen, ownPort, type PortLike } from './port';
import { checkProbeOutputs, probeOutputs } from './probe-outputs';
import { receiveBatch } from './sent-batch';
import { SharedValues, SharedWeights } from './shared-values';
import { rebuildNetwork } from './topology';

/**
 * The whole of a worker of the Trainer's `workers`: computes the gradients of its part of every batch, by the weights that
 * the Trainer's thread shares with it. Call it once in the worker's script, with the same game as the Trainer's; the
 * initial weights don't matter here.
 *
 * A network may be left out if the Trainer's is a model of tfjs-layers, one loaded from a file say: the Trainer then sends
 * what its `getConfig` gives, and it is rebuilt here. The script must import tfjs-layers for that, and call
 * `serialization.registerClass` for layers of your own.
 *
 * @example
 * ```ts worker
 * // worker.js: the Trainer's own game, best imported from a file that both share
 * import { layers, sequential } from '@tensorflow/tfjs-layers';
 * import { normalLatent } from 'gan-core/distributions';
 * import { serveGame } from 'gan-core/trainer';
 * const generator = () => sequential({ layers: [layers.dense({ units: 2, inputShape: [4] })] });
 * const discriminator = () => sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] });
 * serveGame({ generator, discriminator, latent: normalLatent(4) });
 * ```
 * @example
 * ```ts worker
 * // worker.js, of a Trainer of models of tfjs-layers
 * import '@tensorflow/tfjs-layers'; // what rebuilds them
 * import { normalLatent } from 'gan-core/distributions';
 * import { serveGame } from 'gan-core/trainer';
 * serveGame({ latent: normalLatent(100) });
 * ```
 * @param game - `latent`, and where the Trainer has them `loss`, `terms` and `packing`; `generator` and `discriminator`,
 *   or without them the Trainer's
 * @param port - where to listen: by default `self`, or `parentPort` in Node (from 20.16 on; before, pass it)
 * @throws ArgumentError for other options, or outside of a worker
 */
export function serveGame(game: WorkerGame, port: PortLike | undefined = ownPort()): void {
  refuseUnknownKeys(game, gameOptionNames, 'game');
  checkGameOptions({ ...game }, []);
  if (!port) {
    throw new ArgumentError(
      'port',
      'there is none here; expected to run in a worker: start this script by new Worker(…), or pass parentPort.',
    );
  }
  if (isWindow(port)) {
    throw new ArgumentError(
      'port',
      'got a window, whose messages come back to itself; expected self of a worker, parentPort or a MessagePort.',
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
    if (!served) throw new Error(`got the task '${message.kind}' before its setup`);
    return served.compute(message);
  };
  listen(port, {
    message: (data) => {
      if (!isRequest(data)) return; // the script's own business
      answer(data)
        .then((result) => port.postMessage(result))
        .catch((error: unknown) => port.postMessage(failureOf(error)));
    },
  });
  const lacks = roles.filter((role) => game[role] === undefined);
  port.postMessage({ kind: 'hello', lacks } satisfies Answer);
}

const requests: readonly unknown[] = ['setup', 'discriminator', 'generator'] satisfies (
  | Setup
  | Task
)['kind'][];

function isRequest(data: unknown): data is Setup | Task {
  return typeof data === 'object' && data !== null && requests.includes((data as Partial<Setup | Task>).kind);
}

function failureOf(error: unknown): Answer {
  const { name, message, cause } = error instanceof Error ? error : new Error(String(error));
  return { kind: 'failure', name, message, ...(cause instanceof Error && { cause: cause.message }) };
}

/** The game in this thread. */
class Server {
  /** This part of the batch: G's steps have that of the step of D before them. */
  private batch: RealBatch | undefined;

  private constructor(
    private readonly game: Game,
    private readonly collector: GradientCollector,
    private readonly weights: SharedWeights,
    private readonly gradients: SharedArrayBuffer,
  ) {}

  static async open(options: WorkerGame, setup: Setup): Promise<Server> {
    if (getBackend() !== setup.backend) await useBackend(setup.backend);
    const random = createRandom(0);
    const network = (role: Role): TrainableModel => {
      const own = options[role];
      if (own === undefined) return rebuildNetwork(role, setup.networks[role]!, random);
      return typeof own === 'function' ? withSeededMathRandom(random, own) : own;
    };
    const collector = new GradientCollector();
    const samples = receiveBatch(setup.samples);
    const game = createGame(options, samples, {
      generator: network('generator'),
      discriminator: network('discriminator'),
      generatorOptimizer: collector,
      discriminatorOptimizer: collector,
      random,
      weights: random,
      threads: 1,
    });
    disposeBatch(samples);
    const { generator, discriminator } = game;
    const variables = [
      ...allVariables('generator', generator),
      ...allVariables('discriminator', discriminator),
    ];
    const difference = differenceOf(describeGame(game, variables, options.packing), setup.game);
    if (difference) {
      throw new ArgumentError(
        'game',
        `differs from the Trainer's in ${difference}. Make both from one object, freeze the same layers, and pass networks that share layers to serveGame.`,
      );
    }
    const weights = new SharedWeights(variables, setup.weights);
    weights.adopt(variables.keys());
    for (const role of roles) {
      const sent = setup.networks[role];
      if (sent) checkProbeOutputs(role, await probeOutputs(role, game, setup.samples), sent.outputs);
    }
    const { gradients, kernelLayers } = await loadParts();
    gradients.installSecondOrderGradients();
    fuseLayers([generator, discriminator], kernelLayers);
    return new Server(game, collector, weights, setup.gradients);
  }

  /** Computes one part of a step. */
  async compute(task: Task): Promise<Part> {
    this.weights.adopt(task.changed);
    this.game.random.restore(task.random);
    // Else every thread would draw the same numbers: flip the same labels of its part, say.
    this.game.loss.random?.restore?.(this.game.random.fork().save());
    try {
      if (task.kind === 'generator') return await this.generatorPart(this.batch!, task.moment);
      if (this.batch) disposeBatch(this.batch);
      this.batch = receiveBatch(task.batch);
      return await this.discriminatorPart(this.batch, task.moment);
    } finally {
      this.collector.dispose();
    }
  }

  private async discriminatorPart(batch: RealBatch, moment: Moment): Promise<Part> {
    const step = discriminatorStep(this.game, batch, moment);
    await this.shareGradients(this.game.discriminatorWeights);
    const part: Part = {
      ...(await readLosses(step)),
      realLogits: (await step.realLogits.data()) as Float32Array,
      fakeLogits: (await step.fakeLogits.data()) as Float32Array,
    };
    disposeStep(step);
    return part;
  }

  private async generatorPart(batch: RealBatch, moment: Moment): Promise<Part> {
    const step = generatorStep(this.game, batch, moment);
    await this.shareGradients(this.game.generatorWeights);
    const none = new Float32Array(0);
    const part: Part = { ...(await readLosses(step)), realLogits: none, fakeLogits: none };
    disposeStep(step);
    return part;
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

/** The loss and the terms of a step, as numbers. */
async function readLosses({ loss, terms }: NetworkStep): Promise<Pick<Part, 'kind' | 'loss' | 'terms'>> {
  const read = async (value: Tensor) => (await value.data())[0]!;
  const named = Object.entries(terms).map(async ([name, value]) => [name, await read(value)] as const);
  return { kind: 'part', loss: await read(loss), terms: Object.fromEntries(await Promise.all(named)) };
}
