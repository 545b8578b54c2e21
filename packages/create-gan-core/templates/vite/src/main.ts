import { Plot } from './plot';
import { type Frame, type Measured, Training } from './training';

const STEPS = 3000;

const byId = <T extends HTMLElement>(id: string) => document.querySelector<T>(`#${id}`)!;
const [button, progress] = [byId<HTMLButtonElement>('train'), byId<HTMLProgressElement>('progress')];
const plot = new Plot(byId<HTMLCanvasElement>('points'));
const training = new Training();
let run: AbortController | undefined;

function say(text: string): void {
  byId('status').textContent = text;
}

function showFrame({ step, discriminatorLoss, generatorLoss, threads, points }: Frame, first: number): void {
  plot.showGenerated(points, step);
  progress.value = (step - first) / STEPS;
  byId('step').textContent = String(step);
  byId('discriminator-loss').textContent = discriminatorLoss.toFixed(3);
  byId('generator-loss').textContent = generatorLoss.toFixed(3);
  byId('threads').textContent = String(threads);
}

function showMeasured({ value, interval: [low, high] }: Measured): void {
  byId('divergence').textContent = `${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
}

/** Trains until the steps are done or the signal ends it, then measures. */
async function train(signal: AbortSignal): Promise<void> {
  const first = Number(byId('step').textContent);
  byId('divergence').textContent = 'measured after the run';
  progress.value = 0;
  say('Training …');
  try {
    await training.train(STEPS, signal, (frame) => showFrame(frame, first));
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  button.disabled = true;
  say('Measuring …');
  showMeasured(await training.measure());
  say(signal.aborted ? 'Stopped. Train goes on from here.' : 'Done. Train goes on from here.');
}

async function toggle(): Promise<void> {
  if (run) return run.abort();
  run = new AbortController();
  button.textContent = 'Stop';
  try {
    await train(run.signal);
  } catch (error) {
    fail(error);
  } finally {
    run = undefined;
    button.textContent = 'Train';
    button.disabled = false;
  }
}

function fail(error: unknown): void {
  console.error(error);
  say(error instanceof Error ? error.message : String(error));
}

button.addEventListener('click', toggle);
try {
  plot.showReal(await training.realPoints());
  button.disabled = false;
  say('Ready.');
} catch (error) {
  fail(error);
}
