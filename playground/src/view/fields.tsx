import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Choice } from '../settings/choices';
import type { PlaneSettings } from '../settings/plane-settings';
import { isInRange, type NumberSetting, type Range, ranges } from '../settings/ranges';

interface FieldProps<Settings, Name extends keyof Settings> {
  readonly name: Name;
  readonly title: string;
  readonly settings: Settings;
  readonly change: (patch: Partial<Settings>) => void;
}

/** One of several names. */
export function ChoiceField<Settings, Name extends keyof Settings>({
  name,
  title,
  settings,
  change,
  choices,
}: FieldProps<Settings, Name> & { readonly choices: readonly Choice[] }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{title}</label>
      <select
        id={id}
        value={String(settings[name])}
        onChange={({ currentTarget }) => change({ [name]: currentTarget.value } as Partial<Settings>)}
      >
        {choices.map((choice) => (
          <option key={choice.name} value={choice.name}>
            {choice.title}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A number of a run in the plane. */
export function NumberField<Name extends NumberSetting>(props: FieldProps<PlaneSettings, Name>) {
  return <RangeField range={ranges[props.name]} {...props} />;
}

/** A number; where it can't be one, the field says what it may be and the run stays as it is. */
export function RangeField<Settings, Name extends keyof Settings>({
  name,
  title,
  settings,
  change,
  range,
}: FieldProps<Settings, Name> & { readonly range: Range }) {
  const id = useId();
  const { least, most, whole } = range;
  const input = useRef<HTMLInputElement>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const value = settings[name] as number;
  const wanted = refused === null ? '' : `${whole ? 'A whole number' : 'A number'} from ${least} to ${most}`;
  useEffect(() => setRefused(null), [value]);
  useLayoutEffect(() => input.current!.setCustomValidity(wanted), [wanted]);
  return (
    <div class="field">
      <label for={id}>{title}</label>
      <input
        ref={input}
        id={id}
        type="number"
        inputMode={whole ? 'numeric' : 'decimal'}
        min={least}
        max={most}
        step={whole ? 1 : 'any'}
        value={refused ?? value}
        aria-invalid={refused !== null}
        aria-describedby={`${id}-refusal`}
        onChange={({ currentTarget }) => {
          const entered = currentTarget.valueAsNumber;
          const fits = isInRange(range, entered);
          setRefused(fits ? null : currentTarget.value);
          if (fits) change({ [name]: entered } as Partial<Settings>);
        }}
      />
      <span id={`${id}-refusal`} class="refusal" aria-live="polite">
        {wanted ? `${wanted}; the run has ${value}.` : ''}
      </span>
    </div>
  );
}
