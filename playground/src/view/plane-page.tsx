import { effect, useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { readSettings, writeSettings } from '../settings/address';
import { parameters, replaceParameters } from './address-bar';
import { createRun, type Run } from './run';
import { RunPane } from './run-pane';
import { takeKey } from './toolbar';

const second = 'b.';

/** Runs in the plane: one, or two side by side. All of it stands in the address. */
export function PlanePage() {
  const first = useMemo(() => createRun(readSettings(parameters())), []);
  const other = useSignal<Run | null>(null);

  useEffect(() => {
    if ([...parameters().keys()].some((key) => key.startsWith(second)) || parameters().has('two'))
      other.value = createRun(readSettings(parameters(), second));
    const onKeyDown = (event: KeyboardEvent) => takeKey(first, event);
    addEventListener('keydown', onKeyDown);
    const stop = effect(() => writeAddress(first, other.value));
    return () => {
      removeEventListener('keydown', onKeyDown);
      stop();
      first.dispose();
      other.peek()?.dispose();
    };
  }, []);

  const compare = () => {
    const run = other.value;
    other.value = run ? null : createRun(first.settings.value);
    run?.dispose();
  };
  return (
    <main>
      <p class="lead">
        G turns noise into points. D learns to tell them from the real ones, and so measures how far they are
        apart; G follows D.{' '}
        <button type="button" onClick={compare} aria-pressed={other.value !== null}>
          {other.value ? 'One run' : 'Two runs side by side'}
        </button>
      </p>
      <div class={`panes ${other.value ? 'two' : 'one'}`}>
        <RunPane run={first} name={other.value ? 'Run A' : 'The run'} />
        {other.value ? <RunPane run={other.value} name="Run B" /> : null}
      </div>
    </main>
  );
}

function writeAddress(first: Run, other: Run | null): void {
  const into = new URLSearchParams();
  writeSettings(first.settings.value, into);
  if (other) {
    into.set('two', '1');
    writeSettings(other.settings.value, into, second);
  }
  replaceParameters(into);
}
