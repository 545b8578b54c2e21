import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { TrainingReport } from 'gan-core/trainer';
import { keptReports } from '../../view/kept-reports';
import { machineName } from '../../view/machine-name';
import type { PictureSet } from '../data/picture-set';
import type { PictureMeasurement } from '../measuring/picture-measuring-messages';
import type { PictureSettings } from '../settings/picture-settings';
import type { PictureFrame, Stage } from '../training/picture-messages';

/** `empty`: there are no pictures to train on yet. */
type PictureRunStatus = 'empty' | 'starting' | 'paused' | 'training' | 'failed';

/** What a run on pictures shows. */
export interface PictureState {
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
}

/** The state of a run on pictures, as the run changes it. */
export type MutablePictureState = ReturnType<typeof pictureState>;

/** The state of a run that hasn't begun. */
export function pictureState(initial: PictureSettings) {
  const settings = signal(initial);
  const status = signal<PictureRunStatus>('starting');
  const pictures = signal<PictureSet | null>(null);
  const needsPictures = computed(
    () =>
      settings.value.data === 'own' &&
      (status.value === 'empty' || (status.value === 'failed' && pictures.value === null)),
  );
  return {
    settings,
    status,
    pictures,
    needsPictures,
    frame: signal<PictureFrame | null>(null),
    picture: signal<Uint8ClampedArray | null>(null),
    noise: signal(new Float32Array()) as Signal<Float32Array>,
    strip: signal<Uint8ClampedArray | null>(null),
    step: signal(0),
    reports: signal<readonly TrainingReport[]>([]),
    measurements: signal<readonly PictureMeasurement[]>([]),
    stages: signal<readonly Stage[]>([]),
    machine: signal(''),
    stepsPerSecond: signal<number | null>(null),
    message: signal(''),
    told: signal(''),
  };
}

/** Goes back to where nothing was trained; the pictures and the settings stay. */
export function forgetRun(state: MutablePictureState): void {
  batch(() => {
    state.status.value = 'starting';
    state.frame.value = state.picture.value = state.strip.value = null;
    state.step.value = 0;
    state.reports.value = [];
    state.measurements.value = [];
    state.stages.value = [];
    state.stepsPerSecond.value = null;
    state.message.value = '';
  });
}

/** Shows a frame. */
export function showFrame(state: MutablePictureState, shown: PictureFrame): void {
  batch(() => {
    state.frame.value = shown;
    state.picture.value = shown.picture;
    state.strip.value = shown.strip;
    state.step.value = shown.step;
  });
}

/** Adds a report, and tells the speed since the last. */
export function addReport(state: MutablePictureState, report: TrainingReport): void {
  const all = state.reports.value;
  const last = all.at(-1);
  if (last && report.seconds > last.seconds && report.step > last.step)
    state.stepsPerSecond.value = (report.step - last.step) / (report.seconds - last.seconds);
  state.reports.value = keptReports(all, report);
  state.step.value = report.step;
  if (report.threads !== null) state.machine.value = machineName('wasm', report.threads);
}
