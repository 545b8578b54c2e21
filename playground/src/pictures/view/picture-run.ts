import type { NamedFile } from '../../training/messages';
import { awaitedFiles } from '../../view/awaited-files';
import { machineName } from '../../view/machine-name';
import type { PictureSet } from '../data/picture-set';
import { type PictureSettings, pictureShape } from '../settings/picture-settings';
import type { PictureAnswer, PictureRequest } from '../training/picture-messages';
import { latestRequest } from './latest-request';
import { measureBeside } from './measure-beside';
import { pictureSource } from './picture-source';
import { addReport, forgetRun, type PictureState, pictureState, showFrame } from './picture-state';

/** One run on pictures as the page sees it: what it shows, and what can be asked of it. */
export interface PictureRun extends PictureState {
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
  const state = pictureState(initial);
  const { settings, status, pictures, noise, message } = state;
  const source = pictureSource((what) => {
    state.told.value = what;
  });
  let training: Worker | undefined;
  let measuring: ReturnType<typeof measureBeside> | undefined;
  let openings = 0;
  /** A checkpoint that is looked at until its pictures come. */
  let waiting: Uint8Array | undefined;
  /** A checkpoint whose settings are to come. */
  let loading: Uint8Array | undefined;
  const files = awaitedFiles((problem) => {
    message.value = problem;
  });

  const ask = (request: PictureRequest) => training?.postMessage(request);
  const noises = latestRequest((values: Float32Array) => ask({ type: 'noise', values }));
  const ends = latestRequest((seeds: readonly [number, number]) => ask({ type: 'ends', seeds }));

  const open = async (checkpoint?: Uint8Array) => {
    end();
    const opening = ++openings;
    forgetRun(state);
    try {
      const found = await source.find(settings.value);
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
          state.measurements.value = [...state.measurements.value, measurement];
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
      state.machine.value = machineName(answer.backend, answer.threads);
      state.step.value = answer.step;
      noise.value = answer.noise;
      status.value = 'paused';
    } else if (answer.type === 'frame') {
      showFrame(state, answer.frame);
      requestAnimationFrame(() => ask({ type: 'drawn' })); // never in a hidden tab, which trains on without pictures
    } else if (answer.type === 'picture') {
      state.picture.value = answer.picture;
      noises.answered();
    } else if (answer.type === 'strip') {
      state.strip.value = answer.strip;
      ends.answered();
    } else if (answer.type === 'report') addReport(state, answer.report);
    else if (answer.type === 'measurable') measuring?.measure(answer.step, answer.samples);
    else if (answer.type === 'stage') state.stages.value = [...state.stages.value, answer.stage];
    else if (answer.type === 'paused') status.value = status.value === 'failed' ? 'failed' : 'paused';
    else if (answer.type === 'halted') {
      status.value = 'paused';
      message.value = answer.message;
    } else if (answer.type === 'settings') takeSettings(answer.settings);
    else if (answer.type === 'files') files.hear(answer);
    else fail(answer.message);
  };

  /** A checkpoint's settings: where they are of other data than those at hand, the run begins again with these. */
  const takeSettings = (saved: PictureSettings) => {
    const isOther =
      saved.data !== settings.value.data || pictureShape(saved).join() !== pictures.value?.shape.join();
    settings.value = saved;
    const checkpoint = loading;
    loading = undefined;
    if (isOther && checkpoint) void open(checkpoint);
  };

  void open();
  return {
    ...state,
    change(patch) {
      settings.value = { ...settings.value, ...patch };
      void open();
    },
    async choose(chosen) {
      source.choose(chosen);
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
