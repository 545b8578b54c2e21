import { useId } from 'preact/hooks';
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
  return (
    <div class="field">
      <label for={id}>{title}</label>
      <input
        id={id}
        type="number"
        inputMode={whole ? 'numeric' : 'decimal'}
        min={least}
        max={most}
        step={whole ? 1 : 'any'}
        value={settings[name] as number}
        onChange={({ currentTarget }) => {
          const value = currentTarget.valueAsNumber;
          const fits = isInRange(range, value);
          const wanted = `${whole ? 'A whole number' : 'A number'} from ${least} to ${most}`;
          currentTarget.setCustomValidity(fits ? '' : wanted);
          if (fits) change({ [name]: value } as Partial<Settings>);
          else currentTarget.reportValidity();
        }}
      />
    </div>
  );
}
