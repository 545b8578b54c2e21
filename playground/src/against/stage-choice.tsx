import { useState } from 'preact/hooks';
import { givesProbabilities } from '../game/gives-probabilities';
import { stageSteps } from '../pictures/training/stage-steps';
import type { PictureRun } from '../pictures/view/picture-run';
import { type GameAgainst, roundLength } from './game-against';

/** The stages of the run that there are, and those to come. */
export function StageChoice({ run, game }: { readonly run: PictureRun; readonly game: GameAgainst }) {
  const stages = run.stages.value;
  const pictures = run.pictures.value;
  const [chosen, setChosen] = useState<number | null>(null);
  const played = new Set(game.results.value.map(({ step }) => step));
  // Easy ones first: later ones are harder.
  const usual = stages.at(-1);
  const stage = stages.find(({ step }) => step === chosen) ?? usual;
  const next = stageSteps.find((step) => step > (stages.at(-1)?.step ?? 0));
  const isTraining = run.status.value === 'training';
  return (
    <section aria-label="Stage of the training">
      <div class="buttons">
        <button
          type="button"
          class={stages.length === 0 ? 'primary' : ''}
          disabled={run.status.value !== 'paused' && !isTraining}
          onClick={() => (isTraining ? run.pause() : run.train())}
        >
          {isTraining ? 'Pause training' : run.step.value === 0 ? 'Train a generator' : 'Train on'}
        </button>
        <span class="soft" aria-live="off">
          Step {run.step.value.toLocaleString('en')}
          {next === undefined ? '' : `; the next stage is at step ${next.toLocaleString('en')}`}
        </span>
      </div>
      {stages.length === 0 ? null : (
        <>
          <fieldset class="stages">
            <legend>G after so many steps</legend>
            {stages.map(({ step }) => (
              <label key={step}>
                <input
                  type="radio"
                  name="stage"
                  checked={step === stage?.step}
                  onChange={() => setChosen(step)}
                />
                {step.toLocaleString('en')}
                {played.has(step) ? <span class="soft"> played</span> : null}
              </label>
            ))}
          </fieldset>
          <button
            type="button"
            class="primary"
            disabled={!stage || !pictures}
            onClick={() => {
              setChosen(null);
              if (stage && pictures) game.deal(stage, pictures, givesProbabilities(run.settings.value.loss));
            }}
          >
            Deal {roundLength} pictures
          </button>
        </>
      )}
    </section>
  );
}
