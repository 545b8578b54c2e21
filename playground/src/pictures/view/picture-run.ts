import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { TrainingReport } from 'gan-core/trainer';
import type { NamedFile } from '../../training/messages';
import { awaitedFiles } from '../../view/awaited-files';
import { keptReports } from '../../view/kept-reports';
import { machineName } from '../../view/machine-name';
import { loadDigits } from '../data/load-digits';
import type { PictureSet } from '../data/picture-set';
import type { PictureMeasurement } from '../measuring/picture-measuring-messages';
import { type PictureSettings, pictureShape } from '../settings/picture-settings';
import type { PictureAnswer, PictureFrame, PictureRequest, Stage } from '../training/picture-messages';
import { latestRequest } from './latest-request';
import { measureBeside } from './measure-beside';
import { readOwnFiles } from './own-files';

/** `empty`: there are no pictures to train on yet. */
type PictureRunStatus = 'empty' | 'starting' | 'paused' | 'training' | 'failed';

/** One run on pictures as the page sees it: what it shows, and what can be asked of it. */
export interface PictureRun {
  readonly settings: ReadonlySignal<PictureSettings>;
  readonly status: ReadonlySignal<PictureRunStatus>;
  readonly pictures: ReadonlySignal<PictureSet | null>;
  /** Whether nothing can be shown before the reader gives pictures. */
  readonly needsPictures: ReadonlySignal<boolean>;
  readonly frame: ReadonlySignal<PictureFrame | null>;
  /** The picture of the sliders' noise. */
  readonly picture: ReadonlySignal<Uint8ClampedArray | null>;
  readonly noise: ReadonlySignal<Float32Array>;
  /** Pictures on the way from one noise to another. */
  readonly strip: ReadonlySignal<Uint8ClampedArray | null>;
  readonly step: ReadonlySignal<number>;
  readonly reports: ReadonlySignal<readonly TrainingReport[]>;
  readonly measurements: ReadonlySignal<readonly PictureMeasurement[]>;
  readonly stages: ReadonlySignal<readonly Stage[]>;
  readonly machine: ReadonlySignal<string>;
  readonly stepsPerSecond: ReadonlySignal<number | null>;
  /** What went wrong; empty where nothing did. */
  readonly message: ReadonlySignal<string>;
  /** What there is to say of the reader's files. */
  readonly told: ReadonlySignal<string>;
  /** Begins anew with other settings. */
  change(settings: Partial<PictureSettings>): void;
  /** Takes the reader's files for the data. */
  choose(files: readonly File[]): Promise<void>;
  train(): void;
  pause(): void;
  reset(): void;
  setNoise(values: Float32Array): void;
  setEnds(seeds: readonly [number, number]): void;
  save(): Promise<readonly NamedFile[]>;
  export(format: 'tfjs' | 'pytorch' | 'onnx'): Promise<readonly NamedFile[]>;
  load(checkpoint: Uint8Array): Promise<void>;
}

/** A run with its workers; it begins to start at once. */
export function createPictureRun(initial: PictureSettings): PictureRun {
  const settings = signal(initial);
  const status = signal<PictureRunStatus>('starting');
  const pictures = signal<PictureSet | null>(null);
  const frame = signal<PictureFrame | null>(null);
  const picture = signal<Uint8ClampedArray | null>(null);
  const noise: Signal<Float32Array> = signal(new Float32Array());
  const strip = signal<Uint8ClampedArray | null>(null);
  const step = signal(0);
  const reports: Signal<readonly TrainingReport[]> = signal([]);
  const measurements: Signal<readonly PictureMeasurement[]> = signal([]);
  const stages: Signal<readonly Stage[]> = signal([]);
  const machine = signal('');
  const stepsPerSecond = signal<number | null>(null);
  const message = signal('');
  const told = signal('');
  const needsPictures = computed(
    () =>
      settings.value.data === 'own' &&
      (status.value === 'empty' || (status.value === 'failed' && pictures.value === null)),
  );
  let training: Worker | undefined;
  let measuring: ReturnType<typeof measureBeside> | undefined;
  let openings = 0;
  let ownFiles: readonly File[] = [];
  let own: PictureSet | undefined;
  /** A checkpoint that is looked at until its pictures come. */
  let waiting: Uint8Array | undefined;
  const files = awaitedFiles((problem) => {
    message.value = problem;
  });

  const ask = (request: PictureRequest) => training?.postMessage(request);
  const noises = latestRequest((values: Float32Array) => ask({ type: 'noise', values }));
  const ends = latestRequest((seeds: readonly [number, number]) => ask({ type: 'ends', seeds }));

  const open = async (checkpoint?: Uint8Array) => {
    end();
    const opening = ++openings;
    batch(() => {
      status.value = 'starting';
      frame.value = picture.value = strip.value = null;
      step.value = 0;
      reports.value = [];
      measurements.value = [];
      stages.value = [];
      stepsPerSecond.value = null;
      message.value = '';
    });
    try {
      const found = await findPictures();
      if (opening !== openings) return;
      pictures.value = found ?? null;
      waiting = found ? undefined : checkpoint;
      if (!found && !checkpoint) status.value = 'empty';
      else start(found, checkpoint);
    } catch (error) {
      if (opening !== openings) return;
      pictures.value = null;
      fail((error as Error).message);
    }
  };

  const start = (found: PictureSet | undefined, checkpoint: Uint8Array | undefined) => {
    training = new Worker(new URL('../training/pictures.worker.ts', import.meta.url), { type: 'module' });
    training.onmessage = ({ data }: MessageEvent<PictureAnswer>) => hear(data);
    if (found)
      measuring = measureBeside(found, settings.value.data === 'digits', {
        measured(measurement) {
          measurements.value = [...measurements.value, measurement];
        },
        failed(why) {
          message.value = `The samples couldn’t be measured: ${why}`;
        },
      });
    training.onerror = ({ message: why }) => fail(why || 'The worker that trains could not be loaded.');
    ask({
      type: 'open',
      settings: settings.value,
      ...(found ? { pictures: found } : {}),
      ...(checkpoint ? { checkpoint } : {}),
    });
  };

  /** The data of the settings: none where they are to be the reader's, and aren't there. */
  const findPictures = async (): Promise<PictureSet | undefined> => {
    if (settings.value.data === 'digits') return loadDigits();
    if (ownFiles.length === 0) return undefined;
    const wanted = pictureShape(settings.value).join();
    if (own?.shape.join() === wanted) return own;
    const files = ownFiles;
    const read = await readOwnFiles(files, settings.value, (done) => {
      if (files === ownFiles) told.value = `${done} of ${files.length} files read…`;
    });
    if (files !== ownFiles) return undefined; // others were chosen meanwhile, and are being read
    told.value = read.told;
    own = read.pictures;
    return own;
  };

  const end = () => {
    training?.terminate();
    measuring?.end();
    training = measuring = undefined;
    noises.forget();
    ends.forget();
  };

  const fail = (why: string) => {
    status.value = 'failed';
    message.value = why;
  };

  const hear = (answer: PictureAnswer) => {
    if (answer.type === 'ready') {
      machine.value = machineName(answer.backend, answer.threads);
      step.value = answer.step;
      noise.value = answer.noise;
      status.value = 'paused';
    } else if (answer.type === 'frame') showFrame(answer.frame);
    else if (answer.type === 'picture') {
      picture.value = answer.picture;
      noises.answered();
    } else if (answer.type === 'strip') {
      strip.value = answer.strip;
      ends.answered();
    } else if (answer.type === 'report') addReport(answer.report);
    else if (answer.type === 'measurable') measuring?.measure(answer.step, answer.samples);
    else if (answer.type === 'stage') stages.value = [...stages.value, answer.stage];
    else if (answer.type === 'paused') status.value = status.value === 'failed' ? 'failed' : 'paused';
    else if (answer.type === 'halted') {
      status.value = 'paused';
      message.value = answer.message;
    } else if (answer.type === 'settings') takeSettings(answer.settings);
    else if (answer.type === 'files') files.hear(answer);
    else fail(answer.message);
  };

  const showFrame = (shown: PictureFrame) => {
    batch(() => {
      frame.value = shown;
      picture.value = shown.picture;
      strip.value = shown.strip;
      step.value = shown.step;
    });
    requestAnimationFrame(() => ask({ type: 'drawn' })); // never in a hidden tab, which trains on without pictures
  };

  /** A checkpoint's settings: where they are of other data than those at hand, the run begins again with these. */
  let loading: Uint8Array | undefined;
  const takeSettings = (saved: PictureSettings) => {
    const isOther =
      saved.data !== settings.value.data || pictureShape(saved).join() !== pictures.value?.shape.join();
    settings.value = saved;
    const checkpoint = loading;
    loading = undefined;
    if (isOther && checkpoint) void open(checkpoint);
  };
  const addReport = (report: TrainingReport) => {
    const all = reports.value;
    const last = all.at(-1);
    if (last && report.seconds > last.seconds && report.step > last.step)
      stepsPerSecond.value = (report.step - last.step) / (report.seconds - last.seconds);
    reports.value = keptReports(all, report);
    step.value = report.step;
    if (report.threads !== null) machine.value = machineName('wasm', report.threads);
  };

  void open();
  return {
    settings,
    status,
    pictures,
    needsPictures,
    frame,
    picture,
    noise,
    strip,
    step,
    reports,
    measurements,
    stages,
    machine,
    stepsPerSecond,
    message,
    told,
    change(patch) {
      settings.value = { ...settings.value, ...patch };
      void open();
    },
    async choose(chosen) {
      ownFiles = chosen;
      own = undefined;
      settings.value = { ...settings.value, data: 'own' };
      await open(waiting);
    },
    train() {
      if (status.value !== 'paused' || !pictures.value) return;
      status.value = 'training';
      message.value = '';
      ask({ type: 'train' });
    },
    pause: () => ask({ type: 'pause' }),
    reset: () => void open(),
    setNoise(values) {
      noise.value = values;
      noises.ask(values);
    },
    setEnds: (seeds) => ends.ask(seeds),
    save: () => files.ask((id) => ask({ type: 'save', id })),
    export: (format) => files.ask((id) => ask({ type: 'export', format, id })),
    async load(checkpoint) {
      try {
        // Before the run that is there ends.
        await (await import('../training/settings-of-picture-checkpoint')).settingsOfPictureCheckpoint(
          checkpoint,
        );
      } catch (error) {
        message.value = `Not loaded. ${(error as Error).message}`;
        return;
      }
      loading = checkpoint;
      void open(checkpoint);
    },
  };
}
