import type { PictureRun } from './picture-run';

/** Start and pause, reset. */
export function PictureToolbar({ run }: { readonly run: PictureRun }) {
  const status = run.status.value;
  const isTraining = status === 'training';
  return (
    <div class="toolbar" role="toolbar" aria-label="Training">
      <button
        type="button"
        class="primary"
        disabled={!isTraining && (status !== 'paused' || run.pictures.value === null)}
        onClick={() => (isTraining ? run.pause() : run.train())}
      >
        {isTraining ? 'Pause' : 'Start'} <kbd>space</kbd>
      </button>
      <button type="button" onClick={() => run.reset()}>
        Reset <kbd>r</kbd>
      </button>
      <span class="progress">
        Step {run.step.value.toLocaleString('en')}
        {run.stepsPerSecond.value === null ? '' : ` · ${run.stepsPerSecond.value.toFixed(1)} a second`}
      </span>
    </div>
  );
}

/** Keys that do what the buttons do. */
export function takePictureKey(run: PictureRun, event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (target.closest('input, select, textarea, summary')) return;
  if (event.key === ' ' && target.closest('button, a')) return;
  const actions: Readonly<Record<string, () => void>> = {
    ' ': () => (run.status.value === 'training' ? run.pause() : run.train()),
    r: () => run.reset(),
  };
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}
