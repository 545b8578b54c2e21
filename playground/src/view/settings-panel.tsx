import { useState } from 'preact/hooks';
import { PretrainedField } from '../pretrained/pretrained-field';
import {
  activationChoices,
  backendChoices,
  dataChoices,
  lossChoices,
  noiseChoices,
  optimizerChoices,
  penaltyChoices,
} from '../settings/choices';
import { defaultSettings, type PlaneSettings } from '../settings/plane-settings';
import { ChoiceField, NumberField } from './fields';
import { PointsEditor } from './points-editor';
import { recipes } from './recipes';
import type { Run } from './run';

/** All settings of a run. A change begins it anew: a seed's numbers are those of its settings. */
export function SettingsPanel({ run }: { readonly run: Run }) {
  const settings = run.settings.value;
  const [isDrawing, setDrawing] = useState(false);
  const change = (patch: Partial<PlaneSettings>) => {
    if (patch.data === 'own' && settings.points.length === 0) setDrawing(true);
    else run.change(patch);
  };
  const all = { settings, change };
  return (
    <div class="settings">
      <fieldset>
        <legend>Data</legend>
        <ChoiceField name="data" title="Distribution" choices={dataChoices} {...all} />
        <NumberField name="spread" title="σ of each Gaussian" {...all} />
        <button type="button" onClick={() => setDrawing(true)}>
          Draw or paste points…
        </button>
        <PretrainedField run={run} />
      </fieldset>
      <fieldset>
        <legend>Game</legend>
        <div class="field">
          <label for="recipe">Recipe</label>
          <select
            id="recipe"
            value=""
            onChange={({ currentTarget }) => {
              const recipe = recipes.find(({ title }) => title === currentTarget.value);
              const { data, spread, points, seed, backend } = settings;
              if (recipe)
                run.change({ ...defaultSettings, data, spread, points, seed, backend, ...recipe.settings });
            }}
          >
            <option value="">Choose…</option>
            {recipes.map(({ title }) => (
              <option key={title}>{title}</option>
            ))}
          </select>
        </div>
        <ChoiceField name="loss" title="Loss" choices={lossChoices} {...all} />
        <ChoiceField name="penalty" title="Penalty" choices={penaltyChoices} {...all} />
        {settings.penalty === 'none' ? null : (
          <NumberField name="penaltyWeight" title="Its weight" {...all} />
        )}
        <NumberField name="discriminatorSteps" title="k: steps of D a step" {...all} />
        <NumberField name="generatorSteps" title="Steps of G a step" {...all} />
        <NumberField name="batchSize" title="Batch size" {...all} />
        <NumberField name="averageDecay" title="Average of G: decay" {...all} />
      </fieldset>
      <fieldset>
        <legend>Optimizers</legend>
        <ChoiceField name="generatorOptimizer" title="G’s optimizer" choices={optimizerChoices} {...all} />
        <NumberField name="generatorRate" title="G’s learning rate" {...all} />
        <ChoiceField
          name="discriminatorOptimizer"
          title="D’s optimizer"
          choices={optimizerChoices}
          {...all}
        />
        <NumberField name="discriminatorRate" title="D’s learning rate" {...all} />
        {`${settings.generatorOptimizer} ${settings.discriminatorOptimizer}`.includes('adam') ? (
          <NumberField name="beta1" title="β₁" {...all} />
        ) : null}
      </fieldset>
      <fieldset>
        <legend>Networks</legend>
        <ChoiceField name="noise" title="Noise" choices={noiseChoices} {...all} />
        <NumberField name="noiseSize" title="Values of noise" {...all} />
        <NumberField name="generatorLayers" title="G: hidden layers" {...all} />
        <NumberField name="generatorWidth" title="G: units in each" {...all} />
        <NumberField name="discriminatorLayers" title="D: hidden layers" {...all} />
        <NumberField name="discriminatorWidth" title="D: units in each" {...all} />
        <ChoiceField name="activation" title="Activation" choices={activationChoices} {...all} />
      </fieldset>
      <fieldset>
        <legend>Run</legend>
        <NumberField name="seed" title="Seed" {...all} />
        <ChoiceField name="backend" title="Backend" choices={backendChoices} {...all} />
      </fieldset>
      {isDrawing ? (
        <PointsEditor
          points={settings.points}
          onDone={(points) => {
            setDrawing(false);
            if (points) run.change({ data: 'own', points });
          }}
        />
      ) : null}
    </div>
  );
}
