import type { ReadonlySignal } from '@preact/signals';

interface ProblemProps {
  /** What went wrong; empty where nothing did. */
  readonly message: ReadonlySignal<string>;
  /** Whether another backend may be the way out. */
  readonly isOfBackend: boolean;
  readonly takeWasm: () => void;
}

/** What went wrong with a run, and the way out where it is a choice. */
export function Problem({ message, isOfBackend, takeWasm }: ProblemProps) {
  return (
    <>
      <p class="message" role="alert">
        {message}
      </p>
      {isOfBackend ? (
        <p class="way-out">
          <button type="button" onClick={takeWasm}>
            Go on with WebAssembly
          </button>
        </p>
      ) : null}
    </>
  );
}
