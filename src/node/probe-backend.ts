import { isGanCoreError } from '../errors';

// Starts one backend in this process, which has nothing else to do, and tells how that went. Run by info.ts.

const name = process.argv[2] as 'cpu';

try {
  const { useBackend } = await import('gan-core/backends');
  const backend = await useBackend(name);
  const { adapter, precision } = backend;
  backend.restore();
  const details = [adapter, precision === 'float16' ? 'float16 only' : undefined].filter(Boolean).join(', ');
  answer(details === '' ? 'starts' : `starts: ${details}`);
} catch (error) {
  const { message } = error as Error;
  answer(isGanCoreError(error) ? reason(message) : `doesn't load: ${message}`);
}

/** Ends the process: a backend may keep it alive. */
function answer(text: string): void {
  process.stdout.write(`\nanswer: ${text.replaceAll('\n', ' ')}\n`, () => process.exit());
}

/** Shortens an error's message to what is new to the reader of a table of all backends, who sees no console. */
function reason(message: string): string {
  return [
    `Backend '${name}': `,
    " useBackend('auto') takes one that can run here.",
    ': tfjs gave no reason; its own message is on the console',
  ].reduce((text, known) => text.replace(known, ''), message);
}
