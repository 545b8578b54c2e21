import type { Run } from './run';

/** Start and pause, single turns, slow motion, reset. */
export function Toolbar({ run }: { readonly run: Run }) {
  const status = run.status.value;
  const isReady = status === 'paused' || status === 'training';
  const isTraining = status === 'training';
  return (
    <div class="toolbar" role="toolbar" aria-label="Training">
      <button
        type="button"
        class="primary"
        disabled={!isReady}
        onClick={() => (isTraining ? run.pause() : run.train('fast'))}
      >
        {isTraining ? 'Pause' : 'Start'} <kbd>space</kbd>
      </button>
      <button type="button" disabled={!isReady} onClick={() => run.train('slow')}>
        Slow motion <kbd>s</kbd>
      </button>
      <button type="button" disabled={!isReady} onClick={() => run.takeStep('discriminator')}>
        One step of D <kbd>d</kbd>
      </button>
      <button type="button" disabled={!isReady} onClick={() => run.takeStep('generator')}>
        One step of G <kbd>g</kbd>
      </button>
      <button type="button" onClick={() => run.reset()}>
        Reset <kbd>r</kbd>
      </button>
    </div>
  );
}

/** Keys that do what the buttons do, for the first run. */
export function takeKey(run: Run, event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (
    target.closest('input, select, textarea, dialog, summary') ||
    (event.key === ' ' && target.closest('button, a'))
  )
    return;
  const isReady = run.status.value === 'paused' || run.status.value === 'training';
  const actions: Readonly<Record<string, () => void>> = {
    ' ': () => (run.status.value === 'training' ? run.pause() : run.train('fast')),
    s: () => run.train('slow'),
    d: () => run.takeStep('discriminator'),
    g: () => run.takeStep('generator'),
    r: () => run.reset(),
  };
  const action = actions[event.key];
  if (!action || !(isReady || event.key === 'r')) return;
  event.preventDefault();
  action();
}
