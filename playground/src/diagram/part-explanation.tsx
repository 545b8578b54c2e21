import { useComputed } from '@preact/signals';
import type { Run } from '../view/run';
import { explanationOf } from './explanations';
import { numbersOf } from './numbers-of';
import type { PartName } from './parts';
import { Subscripted } from './subscripted';

interface PartExplanationProps {
  readonly id: string;
  readonly run: Run;
  readonly part: PartName | null;
}

/** What there is to say of the chosen part. What a screen reader is told of is the text: the numbers change all the time. */
export function PartExplanation({ id, run, part }: PartExplanationProps) {
  const numbers = useComputed(() => (part ? numbersOf(part, run) : []));
  if (!part)
    return (
      <div id={id} class="explanation" aria-live="polite">
        <p>
          Choose a part to read what it is for. Whole lines are points and numbers, dashed ones gradients.
        </p>
      </div>
    );
  const { title, text, formulas } = explanationOf(part, run.settings.value);
  return (
    <div id={id} class="explanation">
      <div aria-live="polite">
        <h2>{title}</h2>
        <p>
          <Subscripted text={text} />
        </p>
        {formulas.map((formula) => (
          <p key={formula} class="formula">
            <Subscripted text={formula} />
          </p>
        ))}
      </div>
      <dl class="readouts">
        {numbers.value.map(([term, value]) => (
          <div key={term}>
            <dt>
              <Subscripted text={term} />
            </dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
