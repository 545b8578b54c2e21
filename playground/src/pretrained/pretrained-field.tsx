import { useId, useState } from 'preact/hooks';
import type { Run } from '../view/run';
import { loadPretrained } from './load-pretrained';
import { pretrainedStates } from './pretrained-states';
import { toldOfState } from './told-of-state';

/** A choice of runs that are trained already: the one that is chosen takes the place of what is there, and can go on. */
export function PretrainedField({ run }: { readonly run: Run }) {
  const id = useId();
  const [problem, setProblem] = useState('');
  const load = async (name: string) => {
    const state = pretrainedStates.find((each) => each.name === name);
    if (!state) return;
    try {
      setProblem('');
      run.load(await loadPretrained(state));
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  return (
    <>
      <div class="field">
        <label for={id}>Trained already</label>
        <select
          id={id}
          onChange={({ currentTarget }) => {
            load(currentTarget.value);
            currentTarget.value = ''; // the settings say what there is; with others it would no longer be the chosen one
          }}
        >
          <option value="">Choose…</option>
          {pretrainedStates.map((state) => (
            <option key={state.name} value={state.name}>
              {toldOfState(state)}
            </option>
          ))}
        </select>
      </div>
      <p class="problem" role="alert">
        {problem}
      </p>
    </>
  );
}
