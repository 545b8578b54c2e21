/** A thread that was started: a browser's Worker, or one of node:worker_threads. */
export interface WorkerLike {
  /** Sends a message. */
  postMessage(message: unknown): void;
  /** Ends the thread. */
  terminate(): unknown;
}

/** The end of a channel at which a worker listens: `self` in a browser, `parentPort` in Node. */
export interface PortLike {
  /** Sends a message. */
  postMessage(message: unknown): void;
}

/** Listeners to what may come from the other side. */
export interface Listeners {
  readonly message: (data: unknown) => void;
  readonly error?: (cause: unknown) => void;
  /** Listens to a thread's end, of which only Node tells. */
  readonly exit?: (code: number) => void;
}

/** Listens at either kind of port: Node's emit plain values, a browser's emit events. */
export function listen(port: WorkerLike | PortLike, { message, error, exit }: Listeners): void {
  if (isEmitter(port)) {
    port.on('message', message);
    if (error) {
      port.on('error', error);
      port.on('messageerror', error);
    }
    if (exit) port.on('exit', exit as (value: unknown) => void);
    return;
  }
  const target = port as unknown as EventTarget;
  target.addEventListener('message', (event) => message((event as MessageEvent).data));
  (port as { start?(): void }).start?.(); // a MessagePort waits for it
  if (!error) return;
  target.addEventListener('error', (event) => {
    event.preventDefault?.(); // it is reported as our own error
    const { error: cause, message: text } = event as ErrorEvent;
    error(cause ?? new Error(text ?? 'the worker script could not be loaded'));
  });
  target.addEventListener('messageerror', () => error(new Error('a message could not be read')));
}

/** Whether the thread keeps Node's process alive. */
export function keepAlive(worker: WorkerLike, alive: boolean): void {
  const { ref, unref } = worker as { ref?(): void; unref?(): void };
  (alive ? ref : unref)?.call(worker);
}

/** Port at which this worker listens, or undefined in a thread that isn't one. */
export function ownPort(): PortLike | undefined {
  const { process, WorkerGlobalScope, self } = globalThis as never as {
    process?: { getBuiltinModule?(name: string): { parentPort: PortLike | null } | undefined };
    WorkerGlobalScope?: unknown;
    self?: PortLike;
  };
  // Not by an import, which browsers' bundlers would want to resolve.
  const { parentPort } = process?.getBuiltinModule?.('node:worker_threads') ?? {};
  return parentPort ?? (WorkerGlobalScope === undefined ? undefined : self);
}

/** Whether something can be listened at, and answered. */
export function isPort(value: unknown): value is PortLike {
  const { postMessage, on, addEventListener } = (value ?? {}) as Record<string, unknown>;
  return (
    typeof postMessage === 'function' && [on, addEventListener].some((each) => typeof each === 'function')
  );
}

/** Whether something is a page's or a frame's window: it can be posted to, but what is posted there it hears itself. */
export function isWindow(value: unknown): boolean {
  const { window, document } = (value ?? {}) as { window?: unknown; document?: unknown };
  return window === value && document !== undefined;
}

/** Whether something is a thread that was started. */
export function isWorker(value: unknown): value is WorkerLike {
  return isPort(value) && typeof (value as Partial<WorkerLike>).terminate === 'function';
}

interface Emitter {
  on(event: string, listener: (value: unknown) => void): void;
}

function isEmitter(port: object): port is Emitter {
  return typeof (port as Partial<Emitter>).on === 'function';
}
