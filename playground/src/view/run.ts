import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { TrainingReport } from 'gan-core/trainer';
import type { Measurement } from '../measuring/messages';
import type { PlaneSettings } from '../settings/plane-settings';
import type {
  Inside,
  NamedFile,
  Pace,
  PlaneFrame,
  TrainingAnswer,
  TrainingRequest,
  Turn,
  Wanted,
} from '../training/messages';
import { awaitedFiles } from './awaited-files';
import { keptReports } from './kept-reports';
import { machineName } from './machine-name';
import { measurePlaneBeside } from './measure-plane-beside';

type RunStatus = 'starting' | 'paused' | 'training' | 'failed';

/** One run as the page sees it: what it shows, and what can be asked of it. */
export interface Run {
  readonly settings: ReadonlySignal<PlaneSettings>;
  readonly status: ReadonlySignal<RunStatus>;
  readonly pace: ReadonlySignal<Pace>;
  readonly frame: ReadonlySignal<PlaneFrame | null>;
  readonly step: ReadonlySignal<number>;
  readonly turn: ReadonlySignal<Turn | null>;
  /** Who moved in the latest step; null before the first one. */
  readonly moved: ReadonlySignal<Turn | null>;
  /** The inside of the network that is wanted, as it was last read. */
  readonly inside: ReadonlySignal<Inside | null>;
  readonly reports: ReadonlySignal<readonly TrainingReport[]>;
  readonly measurements: ReadonlySignal<readonly Measurement[]>;
  /** The backend that computes, and its threads. */
  readonly machine: ReadonlySignal<string>;
  readonly stepsPerSecond: ReadonlySignal<number | null>;
  /** Whether a step was of one network alone: then no other program's steps are these. */
  readonly tookTurns: ReadonlySignal<boolean>;
  /** What went wrong; empty where nothing did. */
  readonly message: ReadonlySignal<string>;
  /** Begins anew with other settings. */
  change(settings: Partial<PlaneSettings>): void;
  train(pace: Pace): void;
  pause(): void;
  takeStep(of: Turn): void;
  reset(): void;
  /** Has frames hold more, or less. */
  want(wanted: Partial<Wanted>): void;
  save(): Promise<readonly NamedFile[]>;
  export(format: 'tfjs' | 'pytorch' | 'onnx'): Promise<readonly NamedFile[]>;
  load(checkpoint: Uint8Array): void;
  dispose(): void;
}

/** A run with its two workers; it begins to start at once. */
export function createRun(initial: PlaneSettings): Run {
  const settings = signal(initial);
  const status = signal<RunStatus>('starting');
  const pace = signal<Pace>('fast');
  const frame = signal<PlaneFrame | null>(null);
  const step = signal(0);
  const turn = signal<Turn | null>(null);
  const moved = signal<Turn | null>(null);
  const inside = signal<Inside | null>(null);
  const reports: Signal<readonly TrainingReport[]> = signal([]);
  const measurements: Signal<readonly Measurement[]> = signal([]);
  const machine = signal('');
  const stepsPerSecond = signal<number | null>(null);
  const tookTurns = signal(false);
  const message = signal('');
  let training: Worker | undefined;
  let wanted: Wanted = { inside: null, unit: null, gradients: false };
  let wish = 0;
  const files = awaitedFiles((problem) => {
    message.value = problem;
  });

  const measuring = measurePlaneBeside({
    measured(measurement) {
      measurements.value = [...measurements.value, measurement];
    },
    failed(why) {
      message.value = `The divergence couldn’t be measured: ${why}`;
    },
  });

  const ask = (request: TrainingRequest) => training?.postMessage(request);

  const startWorker = (checkpoint?: Uint8Array) => {
    const worker = new Worker(new URL('../training/training.worker.ts', import.meta.url), { type: 'module' });
    worker.onerror = ({ message: told }) => fail(told || 'The worker that trains could not be loaded.');
    const request: TrainingRequest = {
      type: 'open',
      settings: settings.value,
      ...(checkpoint ? { checkpoint } : {}),
    };
    worker.postMessage(request);
    return worker;
  };

  const open = () => {
    begin();
    training = startWorker();
    training.onmessage = ({ data }: MessageEvent<TrainingAnswer>) => hear(data);
  };

  /** Opens a checkpoint beside the run that is there, which ends only once the checkpoint turns out to be one. */
  const load = (checkpoint: Uint8Array) => {
    const worker = startWorker(checkpoint);
    worker.onmessage = ({ data }: MessageEvent<TrainingAnswer>) => {
      if (data.type === 'failed') {
        worker.terminate();
        message.value = `Not loaded. ${data.message}`;
        return;
      }
      begin();
      training = worker;
      worker.onmessage = (next: MessageEvent<TrainingAnswer>) => hear(next.data);
      hear(data);
    };
  };

  const begin = () => {
    end();
    batch(() => {
      status.value = 'starting';
      frame.value = null;
      step.value = 0;
      turn.value = moved.value = null;
      inside.value = null;
      reports.value = [];
      measurements.value = [];
      stepsPerSecond.value = null;
      tookTurns.value = false;
      machine.value = '';
      message.value = '';
    });
  };

  const end = () => {
    training?.terminate();
    training = undefined;
    measuring.end();
  };

  const fail = (told: string) => {
    status.value = 'failed';
    message.value = told;
  };

  const hear = (answer: TrainingAnswer) => {
    if (answer.type === 'ready') {
      const { backend, threads } = answer;
      machine.value = machineName(backend, threads);
      step.value = answer.step;
      status.value = 'paused';
      if (wanted.inside || wanted.gradients) ask({ type: 'want', wanted });
    } else if (answer.type === 'frame') {
      frame.value = answer.frame;
      step.value = answer.frame.step;
      inside.value = answer.frame.inside ?? inside.value;
      requestAnimationFrame(() => ask({ type: 'drawn' })); // never in a hidden tab, which trains on without pictures
    } else if (answer.type === 'report') addReport(answer.report);
    else if (answer.type === 'turn') {
      turn.value = answer.of;
      moved.value = answer.of ?? moved.value;
    } else if (answer.type === 'measurable')
      measuring.measure({ settings: settings.value, step: answer.step, samples: answer.samples });
    else if (answer.type === 'paused') {
      if (answer.wish === wish) status.value = 'paused'; // an older one's: the reader wants something else by now
    } else if (answer.type === 'settings') settings.value = answer.settings;
    else if (answer.type === 'files') files.hear(answer);
    else if (answer.type === 'halted') {
      status.value = 'paused';
      turn.value = null;
      message.value = answer.message;
    } else fail(answer.message);
  };

  const addReport = (report: TrainingReport) => {
    const all = reports.value;
    const last = all.at(-1);
    if (pace.value === 'fast' && last && report.seconds > last.seconds && report.step > last.step)
      stepsPerSecond.value = (report.step - last.step) / (report.seconds - last.seconds);
    reports.value = keptReports(all, report);
    if (report.threads !== null) machine.value = machineName('wasm', report.threads);
  };

  open();
  return {
    settings,
    status,
    pace,
    frame,
    step,
    turn,
    moved,
    inside,
    reports,
    measurements,
    machine,
    stepsPerSecond,
    tookTurns,
    message,
    change(patch) {
      settings.value = { ...settings.value, ...patch };
      open();
    },
    train(wantedPace) {
      if (status.value === 'starting' || status.value === 'failed') return;
      pace.value = wantedPace;
      if (wantedPace === 'slow') tookTurns.value = true;
      else moved.value = 'both';
      stepsPerSecond.value = null;
      message.value = '';
      status.value = 'training';
      ask({ type: 'train', pace: wantedPace, wish: ++wish });
    },
    pause: () => ask({ type: 'pause', wish: ++wish }),
    takeStep(of) {
      if (of !== 'both') tookTurns.value = true;
      moved.value = of;
      ask({ type: 'step', of, wish: ++wish });
    },
    reset: () => open(),
    want(patch) {
      wanted = { ...wanted, ...patch };
      ask({ type: 'want', wanted });
    },
    save: () => files.ask((id) => ask({ type: 'save', id })),
    export: (format) => files.ask((id) => ask({ type: 'export', format, id })),
    load,
    dispose: end,
  };
}
