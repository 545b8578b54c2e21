import type { Run } from '../view/run';

const times = (count: number) => (count === 1 ? 'once' : `${count} times`);

/** Who moves now, in words: while a run trains fast, what each of its many steps is. */
export function Moves({ run }: { readonly run: Run }) {
  const { discriminatorSteps, generatorSteps } = run.settings.value;
  const ofD = times(discriminatorSteps);
  const ofG = times(generatorSteps);
  const speed = run.stepsPerSecond.value;
  const moved = run.moved.value;
  const text =
    run.turn.value === 'discriminator'
      ? `D moves ${ofD}; G stands still.`
      : run.turn.value === 'generator'
        ? `G moves ${ofG}; D stands still.`
        : run.status.value === 'training' && run.pace.value === 'fast'
          ? `Each step: D moves ${ofD}, then G ${ofG}${speed === null ? '' : `; ${speed.toFixed(0)} steps a second`}. Slow motion shows them one by one.`
          : moved === null
            ? `${run.step.value === 0 ? 'Nothing has moved yet. ' : ''}In each step D moves ${ofD}, then G ${ofG}.`
            : moved === 'both'
              ? `In the last step D moved ${ofD}, then G ${ofG}.`
              : `In the last step ${moved === 'generator' ? `G moved ${ofG}, and D stood still` : `D moved ${ofD}, and G stood still`}.`;
  return <p class="moves">{text}</p>;
}
