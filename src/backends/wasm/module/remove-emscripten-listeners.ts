/** The part of Node's process that tells of uncaught errors. */
interface Process {
  listeners(event: string): ((error: unknown) => void)[];
  removeListener(event: string, listener: (error: unknown) => void): void;
}

/**
 * Takes away what tfjs's wasm module sets up in Node for uncaught errors: it throws them again from its own file, so that Node
 * prints 80 kB of minified code above the error's own message. Without it Node does what it does anyway.
 */
export function removeEmscriptenListeners(): void {
  const { process } = globalThis as { process?: Partial<Process> };
  if (!process?.listeners || !process.removeListener) return;
  const itsOwn = {
    uncaughtException: /^function ?\(ex\) ?\{ ?if ?\(!\(ex instanceof ExitStatus\)\)/,
    unhandledRejection: /^function ?\(reason\) ?\{ ?throw reason/,
  };
  for (const [event, source] of Object.entries(itsOwn)) {
    for (const listener of process.listeners(event))
      if (source.test(String(listener))) process.removeListener(event, listener);
  }
}
