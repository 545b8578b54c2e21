import { Plot } from './plot';
import { Session, type View } from './session';
import { Training } from './training';

const byId = <T extends HTMLElement>(id: string) => document.querySelector<T>(`#${id}`)!;
const button = byId<HTMLButtonElement>('train');

function write(id: string, text: string): void {
  const element = byId(id);
  // A screen reader must not be told again what it knows.
  if (element.textContent !== text) element.textContent = text;
}

function show({ status, isReady, isWorking, progress, frame, measured }: View): void {
  write('status', status);
  button.disabled = !isReady;
  button.textContent = isWorking ? 'Stop' : 'Train';
  byId<HTMLProgressElement>('progress').value = progress;
  if (frame) {
    write('step', String(frame.step));
    write('discriminator-loss', frame.discriminatorLoss.toFixed(3));
    write('generator-loss', frame.generatorLoss.toFixed(3));
    write('threads', String(frame.threads));
  }
  write('divergence', measured ? `${measured.value.toFixed(3)} nats` : '–');
  write('interval', measured?.interval.map((nats) => nats.toFixed(3)).join(' to ') ?? '–');
}

const session = new Session(new Training(), new Plot(byId<HTMLCanvasElement>('points')), show);
button.addEventListener('click', () => session.toggle());
session.start();
