import { effect, type Signal, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { readSettings, writeSettings } from '../settings/address';
import { parameters, replaceParameters } from './address-bar';
import { leaveKeys, takeKey } from './keys';
import { createRun, type Run } from './run';
import { RunPane } from './run-pane';

const second = 'b.';

let shared: { readonly first: Run; readonly other: Signal<Run | null> } | undefined;

/** The page's runs, by the address at first: they stay while the reader looks at another view. */
function sharedRuns() {
  if (!shared) {
    const from = parameters();
    const isTwo = from.has('two') || [...from.keys()].some((key) => key.startsWith(second));
    shared = {
      first: createRun(readSettings(from)),
      other: signal(isTwo ? createRun(readSettings(from, second)) : null),
    };
  }
  return shared;
}

/** Runs in the plane: one, or two side by side. All of it stands in the address. */
export function PlanePage() {
  const { first, other } = sharedRuns();

  useEffect(() => {
    const onHashChange = () => takeAddress(first, other.peek());
    addEventListener('hashchange', onHashChange);
    const onKeyDown = (event: KeyboardEvent) => takeKey(other.value ? [first, other.value] : [first], event);
    addEventListener('keydown', onKeyDown);
    const stop = effect(() => writeAddress(first, other.value));
    return () => {
      removeEventListener('hashchange', onHashChange);
      removeEventListener('keydown', onKeyDown);
      stop();
      for (const run of [first, other.peek()]) if (run?.status.peek() === 'training') run.pause();
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
        <button type="button" onClick={leaveKeys(compare)} aria-pressed={other.value !== null}>
          {other.value ? 'One run' : 'Two runs side by side'}
        </button>{' '}
        {other.value ? <StartBoth runs={[first, other.value]} /> : null}
      </p>
      <div class={`panes ${other.value ? 'two' : 'one'}`}>
        <RunPane run={first} name={other.value ? 'Run A' : 'The run'} />
        {other.value ? <RunPane run={other.value} name="Run B" /> : null}
      </div>
    </main>
  );
}

function StartBoth({ runs }: { readonly runs: readonly Run[] }) {
  const isTraining = runs.some((run) => run.status.value === 'training');
  const press = () => {
    for (const run of runs) {
      if (isTraining) run.pause();
      else run.train('fast');
    }
  };
  return (
    <button type="button" onClick={leaveKeys(press)}>
      {isTraining ? 'Pause both' : 'Start both'} <kbd>space</kbd>
    </button>
  );
}

/** Takes settings from an address that somebody pasted. */
function takeAddress(first: Run, other: Run | null): void {
  const from = parameters();
  if (from.has('view')) return;
  const differ = (run: Run, prefix: string) =>
    JSON.stringify(readSettings(from, prefix)) !== JSON.stringify(run.settings.peek());
  if (differ(first, '')) first.change(readSettings(from));
  if (other && differ(other, second)) other.change(readSettings(from, second));
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
