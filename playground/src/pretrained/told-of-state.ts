import type { PretrainedState } from './pretrained-states';

/** What the choice says of a trained run: modes only where the data has some, a curve has none. */
export function toldOfState({ title, modes, modesInAll, note, steps }: PretrainedState): string {
  const reached = modesInAll === null ? [] : [`${modes} of ${modesInAll} modes`];
  const said = [...reached, ...(note ? [note] : []), `${steps.toLocaleString('en')} steps`];
  return `${title}: ${said.join(', ')}`;
}
