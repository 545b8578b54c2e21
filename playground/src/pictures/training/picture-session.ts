import { dispose, type Tensor4D } from '@tensorflow/tfjs-core';
import { memoryStore } from 'gan-core/checkpoints';
import { exportGenerator } from 'gan-core/export';
import { fromPixels, toPixels } from 'gan-core/images';
import { Trainer } from 'gan-core/trainer';
import { makeFiles } from '../../training/make-files';
import type { NamedFile } from '../../training/messages';
import { namedFiles } from '../../training/named-files';
import { storeOf } from '../../training/store-of';
import { comparedPictures, type PictureSet } from '../data/picture-set';
import { pictureGame } from '../game/picture-game';
import type { PictureSettings } from '../settings/picture-settings';
import type { PictureAnswer, PictureRequest } from './picture-messages';
import { PictureViews } from './picture-views';
import { pictureSettingsKey } from './settings-of-picture-checkpoint';
import { stageSteps } from './stage-steps';
import { takeStage } from './take-stage';

const reportEvery = 10;
/** Steps of a run that nobody pauses. */
const mostSteps = 1_000_000_000;
/** At least so long between two frames, in milliseconds; and at least ten times what the last one took. */
const framePause = 250;
/** How often samples go to the worker that measures, at most. */
const measureMilliseconds = 10_000;
const measuredSamples = 500;

type Post = (answer: PictureAnswer) => void;
type Task = Exclude<PictureRequest, { type: 'open' | 'drawn' | 'pause' }>;

/** The pictures as training has them. */
interface PictureTensors {
  readonly train: Tensor4D;
  /** What D is asked about beside generated ones. */
  readonly compared: Tensor4D;
}

/** One run on pictures: trains, draws frames, saves. One request is worked on at a time; a pause comes through at once. */
export class PictureSession {
  private constructor(
    private readonly settings: PictureSettings,
    private readonly pictures: PictureTensors | undefined,
    private readonly trainer: Trainer,
    private readonly views: PictureViews,
    private readonly post: Post,
  ) {}

  private isPaused = true;
  private isDrawn = true;
  private frameTimer: ReturnType<typeof setTimeout> | undefined;
  private measuredAt = Number.NEGATIVE_INFINITY;
  private stagesTaken = 0;
  private work = Promise.resolve();
  private running: Promise<void> = Promise.resolve();

  static async open(
    { settings, pictures, checkpoint }: Omit<Extract<PictureRequest, { type: 'open' }>, 'type'>,
    post: Post,
  ): Promise<PictureSession> {
    const keepsSettings = { name: pictureSettingsKey, saveState: () => settings };
    const trainer = new Trainer({
      ...pictureGame(settings),
      backend: settings.backend,
      callbacks: [keepsSettings],
    });
    const { backend } = await trainer.ready();
    if (checkpoint) await trainer.restore(storeOf(checkpoint));
    const views = new PictureViews(trainer, settings.noiseSize, settings.seed);
    const session = new PictureSession(settings, pictures && tensorsOf(pictures), trainer, views, post);
    const noise = await views.noise();
    post({
      type: 'ready',
      backend: backend!.name,
      threads: backend!.threads ?? null,
      step: trainer.step,
      noise,
    });
    await session.show();
    return session;
  }

  /** Takes a request up, after those before it. */
  take(request: Exclude<PictureRequest, { type: 'open' }>): void {
    if (request.type === 'drawn') this.isDrawn = true;
    else if (request.type === 'pause') this.pause();
    else this.work = this.work.then(() => this.carryOut(request)).catch((error: unknown) => this.halt(error));
  }

  private async carryOut(request: Task): Promise<void> {
    if (request.type === 'train') this.start();
    else if (request.type === 'save') await this.sendFiles(request.id, () => this.save());
    else if (request.type === 'export')
      await this.sendFiles(request.id, async () =>
        namedFiles(await exportGenerator(this.trainer, { format: request.format })),
      );
    else if (request.type === 'noise') {
      this.views.setNoise(request.values);
      this.post({ type: 'picture', picture: await this.views.picture() });
    } else {
      this.views.setEnds(request.seeds);
      this.post({ type: 'strip', strip: await this.views.strip() });
    }
  }

  /** Tells why something ended by itself; the Trainer is back at its last good state. */
  private async halt(error: unknown): Promise<void> {
    this.pause();
    clearTimeout(this.frameTimer);
    await this.show();
    this.post({ type: 'halted', message: (error as Error).message });
  }

  /** Not awaited: a pause, a file or another noise may be asked for while it trains. */
  private start(): void {
    if (!this.isPaused) return;
    this.isPaused = false;
    this.running = this.running.then(() => this.train()).catch((error: unknown) => this.halt(error));
  }

  private pause(): void {
    this.isPaused = true;
    this.trainer.stop();
  }

  private async train(): Promise<void> {
    if (!this.pictures)
      throw new Error('Choose the pictures that this run was trained on, to go on with it.');
    const { train } = this.pictures;
    this.planFrame();
    const batchSize = Math.min(this.settings.batchSize, train.shape[0]);
    if (!this.isPaused)
      for await (const report of this.trainer.run(train, { steps: mostSteps, reportEvery, batchSize })) {
        this.post({ type: 'report', report });
        await this.offerToMeasure();
        await this.offerStage(this.pictures.compared);
      }
    clearTimeout(this.frameTimer);
    await this.show();
    this.post({ type: 'paused', step: this.trainer.step });
  }

  /** Frames come between steps, when the Trainer pauses for other work; the next only when the page has drawn the last. */
  private planFrame(pause = framePause): void {
    this.frameTimer = setTimeout(async () => {
      if (this.isPaused) return;
      const began = performance.now();
      if (this.isDrawn) await this.show();
      if (!this.isPaused) this.planFrame(Math.max(framePause, 10 * (performance.now() - began)));
    }, pause);
  }

  private async show(): Promise<void> {
    const frame = await this.views.frame();
    this.isDrawn = false;
    this.post({ type: 'frame', frame });
  }

  /** Samples for the worker that measures, now and then. */
  private async offerToMeasure(): Promise<void> {
    if (performance.now() - this.measuredAt < measureMilliseconds) return;
    const { step } = this.trainer;
    const samples = await this.trainer.sample(measuredSamples, { seed: this.settings.seed + step });
    this.post({ type: 'measurable', step, samples: await toPixels(samples) });
    samples.dispose();
    this.measuredAt = performance.now();
  }

  private async offerStage(compared: Tensor4D): Promise<void> {
    const { step } = this.trainer;
    const due = stageSteps.filter((each) => each <= step).length;
    if (due <= this.stagesTaken) return;
    this.stagesTaken = due;
    const stage = await takeStage(this.trainer, compared, this.settings.seed + step);
    this.post({ type: 'stage', stage });
  }

  private async sendFiles(id: number, make: () => Promise<readonly NamedFile[]>): Promise<void> {
    this.post(await makeFiles(id, make));
  }

  private async save(): Promise<NamedFile[]> {
    const store = memoryStore({ keep: 1, best: 0 });
    const { step } = await this.trainer.save(store);
    return [{ name: `pictures-step-${step}.safetensors`, bytes: (await store.read('latest'))! }];
  }

  /** Frees what the session made, once it is paused. */
  dispose(): void {
    this.trainer.dispose();
    this.views.dispose();
    if (this.pictures) dispose([this.pictures.train, this.pictures.compared]);
  }
}

function tensorsOf(pictures: PictureSet): PictureTensors {
  const [height, width, channels] = pictures.shape;
  const tensorOf = (bytes: Uint8Array) =>
    fromPixels(bytes, {
      shape: [bytes.length / (height * width * channels), height, width, channels],
    }) as Tensor4D;
  return { train: tensorOf(pictures.train), compared: tensorOf(comparedPictures(pictures)) };
}
