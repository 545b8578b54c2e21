import type { ReadonlySignal } from '@preact/signals';
import type { Run } from '../view/run';
import type { Stop } from './stops';

const times = (count: number) => (count === 1 ? 'once' : `${count} times`);

interface MovesProps {
  readonly run: Run;
  /** Where slow motion is. */
  readonly stop: ReadonlySignal<Stop | null>;
}

/** Who moves now, in words: while a run trains fast, what each of its many steps is. */
export function Moves({ run, stop }: MovesProps) {
  const { discriminatorSteps, generatorSteps } = run.settings.value;
  const ofD = times(discriminatorSteps);
  const ofG = times(generatorSteps);
  const speed = run.stepsPerSecond.value;
  const moved = run.moved.value;
  const text =
    stop.value !== null
      ? stop.value.text
      : run.status.value === 'training' && run.pace.value === 'fast'
        ? `Each step: D moves ${ofD}, then G ${ofG}${speed === null ? '' : `; ${speed.toFixed(0)} steps a second`}. Slow motion shows them one by one.`
        : moved === null
          ? `${run.step.value === 0 ? 'Nothing has moved yet. ' : ''}In each step D moves ${ofD}, then G ${ofG}.`
          : moved === 'both'
            ? `In the last step D moved ${ofD}, then G ${ofG}.`
            : `In the last step ${moved === 'generator' ? `G moved ${ofG}, and D stood still` : `D moved ${ofD}, and G stood still`}.`;
  return <p class="moves">{text}</p>;
}
