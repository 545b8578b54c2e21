import { leaveKeys } from './keys';
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
        onClick={leaveKeys(() => (isTraining ? run.pause() : run.train('fast')))}
      >
        {isTraining ? 'Pause' : 'Start'} <kbd>space</kbd>
      </button>
      <button
        type="button"
        disabled={!isReady}
        aria-pressed={isTraining && run.pace.value === 'slow'}
        onClick={leaveKeys(() => run.train('slow'))}
      >
        Slow motion <kbd>s</kbd>
      </button>
      <button type="button" disabled={!isReady} onClick={leaveKeys(() => run.takeStep('discriminator'))}>
        One step of D <kbd>d</kbd>
      </button>
      <button type="button" disabled={!isReady} onClick={leaveKeys(() => run.takeStep('generator'))}>
        One step of G <kbd>g</kbd>
      </button>
      <button type="button" onClick={leaveKeys(() => run.reset())}>
        Reset <kbd>r</kbd>
      </button>
    </div>
  );
}
