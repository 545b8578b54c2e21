import { ChoiceField, RangeField } from '../../view/fields';
import {
  augmentationChoices,
  channelChoices,
  pictureBackendChoices,
  pictureDataChoices,
  pictureLossChoices,
  sizeChoices,
} from '../settings/picture-choices';
import { type PictureNumberSetting, pictureRanges } from '../settings/picture-ranges';
import { OwnPicturesField } from './own-pictures-field';
import type { PictureRun } from './picture-run';

/** All settings of a run on pictures. A change begins it anew. */
export function PictureSettingsPanel({ run }: { readonly run: PictureRun }) {
  const all = { settings: run.settings.value, change: run.change };
  const number = (name: PictureNumberSetting, title: string) => (
    <RangeField name={name} title={title} range={pictureRanges[name]} {...all} />
  );
  return (
    <div class="settings">
      <fieldset>
        <legend>Data</legend>
        <ChoiceField name="data" title="Pictures" choices={pictureDataChoices} {...all} />
        {all.settings.data === 'own' ? (
          <>
            <ChoiceField name="size" title="Scaled to" choices={sizeChoices} {...all} />
            <ChoiceField name="channels" title="Colors" choices={channelChoices} {...all} />
          </>
        ) : null}
        {run.needsPictures.value ? null : <OwnPicturesField run={run} />}
      </fieldset>
      <fieldset>
        <legend>Game</legend>
        <ChoiceField name="loss" title="Loss" choices={pictureLossChoices} {...all} />
        {number('r1', 'R1: γ (0 for none)')}
        <ChoiceField
          name="augmentation"
          title="D’s pictures changed"
          choices={augmentationChoices}
          {...all}
        />
        {number('learningRate', 'Learning rate')}
        {number('batchSize', 'Batch size')}
        {number('averageDecay', 'Average of G: decay')}
      </fieldset>
      <fieldset>
        <legend>Networks</legend>
        {number('noiseSize', 'Values of noise')}
        {number('generatorFilters', 'G: filters')}
        {number('discriminatorFilters', 'D: filters')}
      </fieldset>
      <fieldset>
        <legend>Run</legend>
        {number('seed', 'Seed')}
        <ChoiceField name="backend" title="Backend" choices={pictureBackendChoices} {...all} />
      </fieldset>
    </div>
  );
}
