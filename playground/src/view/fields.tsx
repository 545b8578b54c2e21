import { useId } from 'preact/hooks';
import type { Choice } from '../settings/choices';
import type { PlaneSettings } from '../settings/plane-settings';
import { isWithin, type NumberSetting, ranges } from '../settings/ranges';

interface FieldProps<Name extends keyof PlaneSettings> {
  readonly name: Name;
  readonly title: string;
  readonly settings: PlaneSettings;
  readonly change: (patch: Partial<PlaneSettings>) => void;
}

/** One of several names. */
export function ChoiceField<Name extends keyof PlaneSettings>({
  name,
  title,
  settings,
  change,
  choices,
}: FieldProps<Name> & { readonly choices: readonly Choice[] }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{title}</label>
      <select
        id={id}
        value={String(settings[name])}
        onChange={({ currentTarget }) => change({ [name]: currentTarget.value })}
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

/** A number; where it can't be one, the field says what it may be and the run stays as it is. */
export function NumberField<Name extends NumberSetting>({
  name,
  title,
  settings,
  change,
  step = 'any',
}: FieldProps<Name> & { readonly step?: number | 'any' }) {
  const id = useId();
  const { least, most, whole } = ranges[name];
  return (
    <div class="field">
      <label for={id}>{title}</label>
      <input
        id={id}
        type="number"
        inputMode={whole ? 'numeric' : 'decimal'}
        min={least}
        max={most}
        step={whole ? 1 : step}
        value={settings[name]}
        onChange={({ currentTarget }) => {
          const value = currentTarget.valueAsNumber;
          const fits = isWithin(name, value);
          const wanted = `${whole ? 'A whole number' : 'A number'} from ${least} to ${most}`;
          currentTarget.setCustomValidity(fits ? '' : wanted);
          if (fits) change({ [name]: value });
          else currentTarget.reportValidity();
        }}
      />
    </div>
  );
}
