import type { Sequential } from '@tensorflow/tfjs-layers';
import { memoryStore } from 'gan-core/checkpoints';
import type { EqualGaussians } from 'gan-core/distributions';
import { exportGenerator } from 'gan-core/export';
import { Trainer } from 'gan-core/trainer';
import { planeData } from '../game/plane-data';
import { type PlaneGame, planeGame } from '../game/plane-game';
import type { PlaneSettings } from '../settings/plane-settings';
import { makeFiles } from './make-files';
import type { NamedFile, Pace, TrainingAnswer, TrainingRequest, Turn } from './messages';
import { namedFiles } from './named-files';
import { nothingElse, PlaneFrames } from './plane-frames';
import { settingsKey } from './settings-of-checkpoint';
import { storeOf } from './store-of';
import { stopMilliseconds, turnStops } from './turn-stops';

const reportEvery = 20;
/** Steps of a run that nobody pauses. */
const mostSteps = 1_000_000_000;
/** At least so long between two frames, in milliseconds; and at least four times what the last one took. */
const framePause = 80;
/** Of the slow pace: how long a pause takes to be heard. */
const lingerSlice = 50;
/** How often samples go to the worker that measures, at most. */
const measureMilliseconds = 5000;
const measuredSamples = 2 ** 17;

type Post = (answer: TrainingAnswer) => void;

/** One run in the plane: trains, draws frames, saves. One request is worked on at a time; a pause comes through at once. */
export class PlaneSession {
  private constructor(
    private readonly settings: PlaneSettings,
    private readonly data: EqualGaussians,
    private readonly game: PlaneGame,
    private readonly trainer: Trainer<Sequential, Sequential>,
    private readonly frames: PlaneFrames,
    private readonly post: Post,
  ) {}

  /** Counts what the reader wants of the training: only the latest counts. */
  private wish = 0;
  private isPaused = true;
  private isDrawn = true;
  private wanted = nothingElse;
  private frameTimer: ReturnType<typeof setTimeout> | undefined;
  private measuredAt = Number.NEGATIVE_INFINITY;
  private work = Promise.resolve();

  static async open(
    settings: PlaneSettings,
    checkpoint: Uint8Array | undefined,
    post: Post,
  ): Promise<PlaneSession> {
    const data = planeData(settings);
    const game = planeGame(settings);
    const keepsSettings = { name: settingsKey, saveState: () => settings };
    const trainer = new Trainer({ ...game.options, backend: settings.backend, callbacks: [keepsSettings] });
    const { backend } = await trainer.ready();
    if (checkpoint) await trainer.restore(storeOf(checkpoint));
    const frames = new PlaneFrames(trainer, game, settings, data);
    const session = new PlaneSession(settings, data, game, trainer, frames, post);
    post({ type: 'ready', backend: backend!.name, threads: backend!.threads ?? null, step: trainer.step });
    await session.show();
    if (checkpoint) await session.offerToMeasure(true);
    return session;
  }

  /** Takes a request up, after those before it. */
  take(request: Exclude<TrainingRequest, { type: 'open' }>): void {
    if (request.type === 'drawn') {
      this.isDrawn = true;
      return;
    }
    if (request.type === 'want') this.wanted = request.wanted;
    if (request.type === 'pause' || request.type === 'train' || request.type === 'step') {
      this.wish = request.wish;
      this.pause();
    }
    this.work = this.work.then(() => this.carryOut(request)).catch((error: unknown) => this.halt(error));
  }

  private async carryOut(request: Exclude<TrainingRequest, { type: 'open' | 'drawn' }>): Promise<void> {
    if (request.type === 'train') {
      // Not awaited: a pause, a file or another pace may be asked for while it trains.
      this.running = this.train(request.pace, request.wish).catch((error: unknown) => this.halt(error));
      return;
    }
    if (request.type === 'save') return this.sendFiles(request.id, () => this.save());
    if (request.type === 'export') return this.sendFiles(request.id, () => this.export(request.format));
    if (request.type === 'want') return this.isPaused ? this.show() : undefined;
    await this.running;
    if (request.type === 'step') {
      await this.step(request.of);
      await this.show();
      await this.offerToMeasure(true);
    }
    this.post({ type: 'paused', wish: request.wish });
  }

  private running: Promise<void> = Promise.resolve();

  private pause(): void {
    this.isPaused = true;
    this.trainer.stop();
  }

  /** Tells why training ended by itself; the Trainer is back at its last good state. */
  private async halt(error: unknown): Promise<void> {
    this.pause();
    clearTimeout(this.frameTimer);
    await this.show();
    this.post({ type: 'halted', message: (error as Error).message });
  }

  private async train(pace: Pace, wish: number): Promise<void> {
    await this.running;
    if (wish !== this.wish) return; // the reader has thought better of it
    this.isPaused = false;
    if (pace === 'slow') await this.trainSlowly();
    else await this.trainFast();
    clearTimeout(this.frameTimer);
    await this.show();
  }

  private async trainFast(): Promise<void> {
    this.planFrame();
    const { batchSize } = this.settings;
    for await (const report of this.trainer.run(this.data, {
      steps: mostSteps,
      reportEvery,
      batchSize,
    })) {
      this.post({ type: 'report', report });
      await this.offerToMeasure();
    }
  }

  private async trainSlowly(): Promise<void> {
    while (!this.isPaused) {
      for (const of of ['discriminator', 'generator'] as const) {
        if (this.isPaused) break;
        this.post({ type: 'turn', of });
        await this.step(of);
        await this.show();
        await this.linger(stopMilliseconds * (this.wanted.gradients ? turnStops : 1));
      }
      await this.offerToMeasure();
    }
    this.post({ type: 'turn', of: null });
  }

  /** Waits, but not for somebody who pauses. */
  private async linger(milliseconds: number): Promise<void> {
    const end = performance.now() + milliseconds;
    while (!this.isPaused && performance.now() < end)
      await new Promise((resolve) => setTimeout(resolve, lingerSlice));
  }

  /** One step, of one network alone where the other is held. */
  private async step(of: Turn): Promise<void> {
    const { generator, discriminator } = this.game.optimizers;
    generator.isHeld = of === 'discriminator';
    discriminator.isHeld = of === 'generator';
    try {
      const { batchSize } = this.settings;
      const { reports } = await this.trainer.fit(this.data, { steps: 1, reportEvery: 1, batchSize });
      for (const report of reports) this.post({ type: 'report', report });
    } finally {
      generator.isHeld = false;
      discriminator.isHeld = false;
    }
  }

  /** Frames come between steps, when the Trainer pauses for other work; the next only when the page has drawn the last. */
  private planFrame(pause = framePause): void {
    this.frameTimer = setTimeout(async () => {
      if (this.isPaused) return;
      const began = performance.now();
      if (this.isDrawn) await this.show();
      if (!this.isPaused) this.planFrame(Math.max(framePause, 4 * (performance.now() - began)));
    }, pause);
  }

  private async show(): Promise<void> {
    const frame = await this.frames.draw(this.wanted, this.isPaused);
    this.isDrawn = false;
    this.post({ type: 'frame', frame });
  }

  /** Samples for the worker that measures, now and then. */
  private async offerToMeasure(now = false): Promise<void> {
    if (!now && performance.now() - this.measuredAt < measureMilliseconds) return;
    const began = performance.now();
    const samples = await this.trainer.sample(measuredSamples, {
      seed: this.settings.seed + this.trainer.step,
    });
    const values = (await samples.data()).slice() as Float32Array;
    samples.dispose();
    this.measuredAt = performance.now();
    this.post({
      type: 'measurable',
      step: this.trainer.step,
      samples: values,
      seconds: (performance.now() - began) / 1000,
    });
  }

  private async sendFiles(id: number, make: () => Promise<readonly NamedFile[]>): Promise<void> {
    this.post(await makeFiles(id, make));
  }

  private async save(): Promise<NamedFile[]> {
    const store = memoryStore({ keep: 1, best: 0 });
    const { step } = await this.trainer.save(store);
    return [{ name: `step-${step}.safetensors`, bytes: (await store.read('latest'))! }];
  }

  private async export(format: 'tfjs' | 'pytorch' | 'onnx'): Promise<NamedFile[]> {
    return namedFiles(await exportGenerator(this.trainer, { format }));
  }
}
