import type { Run } from './run';

/** Keys that do what the buttons do, for all runs that are on the page. */
export function takeKey(runs: readonly Run[], event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target as HTMLElement;
  // They take letters themselves, or the space.
  if (target.closest('input:not([type=checkbox]), select, textarea, dialog')) return;
  if (event.key === ' ' && target.closest('button, a, summary, input')) return;
  const isReady = (run: Run) => run.status.value === 'paused' || run.status.value === 'training';
  const areTraining = runs.some((run) => run.status.value === 'training');
  const actions: Readonly<Record<string, (run: Run) => void>> = {
    ' ': (run) => (areTraining ? run.pause() : run.train('fast')),
    s: (run) => run.train('slow'),
    d: (run) => run.takeStep('discriminator'),
    g: (run) => run.takeStep('generator'),
    r: (run) => run.reset(),
  };
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  for (const run of runs) if (event.key === 'r' || isReady(run)) action(run);
}

/** A click by a pointer leaves no focus behind, so that the next space is the page's; one by a key leaves it where it was. */
export function leaveKeys(press: () => void): (event: MouseEvent) => void {
  return (event) => {
    if (event.detail > 0) (event.currentTarget as HTMLElement).blur();
    press();
  };
}
