import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { stopMilliseconds, turnStops } from '../training/turn-stops';
import type { Run } from '../view/run';
import { stopsOf } from './stops';

/** The stop at which slow motion is, and whether it is the turn's last one; null where the run goes otherwise. */
export function useStop(run: Run) {
  const place = useSignal(0);
  useSignalEffect(() => {
    const isTurn = run.turn.value !== null;
    place.value = 0;
    if (!isTurn) return undefined;
    const timer = setInterval(() => {
      place.value = Math.min(place.peek() + 1, turnStops - 1);
    }, stopMilliseconds);
    return () => clearInterval(timer);
  });
  return useComputed(() => {
    const turn = run.turn.value;
    if (turn === null || turn === 'both') return null;
    const { discriminatorSteps, generatorSteps } = run.settings.value;
    const stops = stopsOf(turn, turn === 'discriminator' ? discriminatorSteps : generatorSteps);
    return { ...stops[place.value]!, isLast: place.value === turnStops - 1 };
  });
}
