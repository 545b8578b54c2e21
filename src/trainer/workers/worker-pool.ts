import { add, getBackend, mul, slice, type Tensor, tidy, type Variable } from '@tensorflow/tfjs-core';
import { ArgumentError, describeValue } from '../../errors';
import { type TrainableModel, updateWeights } from '../../tfjs';
import { disposeBatch, mapBatch, type RealBatch } from '../data/batch';
import type { DiscriminatorStep, Game, Moment, NetworkStep } from '../game/game';
import { discriminatorStep, disposeStep, generatorStep } from '../game/train-step';
import { type Role, roles } from '../networks/model';
import { allSettled } from './all-settled';
import { checkDivisible } from './check-divisible';
import { describeGame } from './describe-game';
import { GradientCollector } from './gradient-collector';
import { joinedLosses, joinedStep } from './joined-step';
import { type Part, problemOfPart } from './part';
import { isWorker } from './port';
import { sendBatch } from './sent-batch';
import { SentNetworks } from './sent-networks';
import { SharedValues, SharedWeights, totalSize } from './shared-values';
import { WorkerLink } from './worker-link';
import { checkWorkersBackend, type WorkersOptions } from './workers-option';

/** Seconds that a worker may take to load its script, and to build its networks. */
const STARTING_SECONDS = 60;
/** A part takes a worker about as long as this thread's own part takes here. More than both of these is a worker that hangs. */
const ANSWER_SECONDS = 60;
const TIMES_OWN_PART = 20;

/** The workers that were asked for, and what they must know of the game. */
export interface WorkerPoolOptions extends WorkersOptions {
  readonly packing: number;
  /** The networks themselves, D without its packing. */
  readonly models: Readonly<Record<Role, TrainableModel>>;
}

interface Member {
  readonly link: WorkerLink;
  readonly gradients: SharedArrayBuffer;
}

/**
 * Runs steps of the game on several threads: each computes the gradients of an equal part of the batch, with noise of its own,
 * and this one moves the weights by their mean. For a loss that is a mean over samples that is the gradient of the whole batch.
 * The parts' sum is always taken in the same order, so the numbers depend on nothing but the seed and the number of threads.
 */
export class WorkerPool {
  private readonly weights: SharedWeights;
  private readonly collector = new GradientCollector();
  private readonly ownGame: Game;
  private readonly networks: SentNetworks;
  private members: Member[] = [];

  constructor(
    private readonly game: Game,
    private readonly variables: readonly Variable[],
    private readonly options: WorkerPoolOptions,
  ) {
    this.weights = new SharedWeights(variables);
    this.networks = new SentNetworks(game, options.models);
    this.ownGame = { ...game, generatorOptimizer: this.collector, discriminatorOptimizer: this.collector };
  }

  /** Starts the workers, where none run, and waits until each has its networks. */
  async open(batch: RealBatch, signal: AbortSignal | undefined): Promise<void> {
    const backend = getBackend();
    checkWorkersBackend(backend);
    checkDivisible(batch.real, this.options);
    if (this.members.length > 0) {
      for (const { link } of this.members) link.keepAlive(true);
      return;
    }
    const { packing } = this.options;
    const sizes = roles.map((role) => totalSize(this.game[`${role}Weights`].map(({ shape }) => shape)));
    const count = Math.min(batch.real.shape[0]!, 2 * packing);
    const samples = await sendBatch(mapBatch(batch, (each) => slice(each, 0, count)));
    await this.orEnd(signal, async () => {
      for (let number = 1; number <= this.options.count; number++) {
        const gradients = new SharedArrayBuffer(4 * Math.max(...sizes));
        const worker: unknown = this.options.start();
        if (!isWorker(worker)) {
          throw new ArgumentError(
            'workers.start',
            `gave ${describeValue(worker)}; expected a new Worker(…).`,
          );
        }
        this.members.push({ link: new WorkerLink(worker, number), gradients });
      }
      this.weights.forget();
      await this.weights.publish();
      const opening = this.members.map(async ({ link, gradients }) => {
        const { lacks } = await link.receive('hello', STARTING_SECONDS, 'its script must call serveGame');
        if (!Array.isArray(lacks) || !lacks.every((role) => roles.includes(role)))
          throw link.complain(
            `lacks ${describeValue(lacks)}; expected 'generator', 'discriminator', both or none`,
          );
        link.send({
          kind: 'setup',
          backend,
          game: describeGame(this.game, this.variables, packing),
          networks: await this.networks.take(lacks, samples),
          samples,
          weights: this.weights.values.buffer,
          gradients,
        });
        await link.receive('ready', STARTING_SECONDS, 'it could not build its networks in that time');
      });
      await allSettled(opening);
    });
  }

  /** Does as `discriminatorStep`, by all threads. */
  discriminatorStep(batch: RealBatch, moment: Moment, signal?: AbortSignal): Promise<DiscriminatorStep> {
    return this.takeStep('discriminator', batch, moment, signal, discriminatorStep, joinedStep);
  }

  /** Does as `generatorStep`, by all threads. */
  generatorStep(batch: RealBatch, moment: Moment, signal?: AbortSignal): Promise<NetworkStep> {
    return this.takeStep('generator', batch, moment, signal, generatorStep, joinedLosses);
  }

  private async takeStep<Step extends NetworkStep>(
    role: Role,
    batch: RealBatch,
    moment: Moment,
    signal: AbortSignal | undefined,
    compute: (game: Game, batch: RealBatch, moment: Moment) => Step,
    join: (own: Step, parts: readonly Part[]) => Step,
  ): Promise<Step> {
    let own: Step | undefined;
    try {
      const parts = await this.computeParts(role, batch, moment, signal, (share) => {
        own = compute(this.ownGame, share, moment);
        return own;
      });
      this.update(role);
      return join(own!, parts);
    } finally {
      if (own) disposeStep(own);
      this.collector.dispose();
    }
  }

  /** Unrefs the workers, which wait for the next run, so that they do not keep Node's process alive. */
  unref(): void {
    for (const { link } of this.members) link.keepAlive(false);
  }

  /** Ends the workers. */
  async dispose(): Promise<void> {
    this.collector.dispose();
    const { members } = this;
    this.members = [];
    // How a thread's end goes is nobody's: what it was ended for is what is told.
    await Promise.allSettled(members.map(({ link }) => link.terminate()));
  }

  /**
   * Sends every worker its part, computes this thread's own, and gathers the answers. In a step of G the workers have the batch
   * already.
   *
   * @param computeOwn - this thread's own step, after which the others' parts are shaped
   */
  private computeParts(
    role: Role,
    batch: RealBatch,
    moment: Moment,
    signal: AbortSignal | undefined,
    computeOwn: (share: RealBatch) => NetworkStep,
  ): Promise<Part[]> {
    checkDivisible(batch.real, this.options);
    const { members } = this; // an abort empties it, and must not leave this thread to compute alone
    const size = batch.real.shape[0]! / (members.length + 1);
    const shareOf = (index: number) => mapBatch(batch, (each) => slice(each, index * size, size));
    return this.orEnd(signal, async () => {
      const changed = await this.weights.publish();
      for (const [index, { link }] of members.entries()) {
        const start = { changed, moment, random: this.game.random.fork().save() };
        if (role === 'generator') link.send({ kind: role, ...start });
        else link.send({ kind: role, ...start, batch: await sendBatch(shareOf(index + 1)) });
      }
      const started = performance.now();
      const share = shareOf(0);
      let own: NetworkStep;
      try {
        own = computeOwn(share);
      } finally {
        disposeBatch(share);
      }
      const seconds = Math.max(ANSWER_SECONDS, (TIMES_OWN_PART * (performance.now() - started)) / 1000);
      const hint = 'it hangs, or the machine has fewer free cores than threads';
      const parts = members.map(async ({ link }) => {
        const part = await link.receive('part', Math.round(seconds), hint);
        const problem = problemOfPart(part, own);
        if (problem) throw link.complain(problem);
        return part;
      });
      return allSettled(parts);
    });
  }

  /** Moves one network by the mean of all threads' gradients. */
  private update(role: Role): void {
    const weights = this.game[`${role}Weights`];
    const own = this.collector.take();
    try {
      tidy(() => {
        const shapes = weights.map(({ shape }) => shape);
        const others = this.members.map(({ gradients }) => new SharedValues(shapes, gradients));
        const means = own.map((gradient, index) => {
          if (!gradient) return null;
          const sum = others.reduce<Tensor>((total, values) => add(total, values.read(index)), gradient);
          return mul(sum, 1 / (others.length + 1));
        });
        updateWeights(weights, means, this.game[`${role}Optimizer`], `${role}Optimizer`);
      });
    } finally {
      for (const gradient of own) gradient?.dispose();
    }
  }

  /** Ends the workers where anything goes wrong, as they may still compute; the next run starts others. */
  private async orEnd<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const end = () => void this.dispose();
    signal?.addEventListener('abort', end, { once: true });
    try {
      return await work();
    } catch (error) {
      end();
      throw signal?.aborted ? signal.reason : error;
    } finally {
      signal?.removeEventListener('abort', end);
    }
  }
}
