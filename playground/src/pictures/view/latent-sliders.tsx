import { useId } from 'preact/hooks';
import { pictureShape } from '../settings/picture-settings';
import { PictureGrid } from './picture-grid';
import type { PictureRun } from './picture-run';

/** Sliders for the first values of the noise. */
const shown = 8;
/** Standard deviations to either side. */
const reach = 3;

/** Sliders for values of the noise, and the picture that follows them. */
export function LatentSliders({ run }: { readonly run: PictureRun }) {
  const id = useId();
  const noise = run.noise.value;
  const count = Math.min(shown, noise.length);
  const set = (index: number, value: number) => {
    const values = noise.slice();
    values[index] = value;
    run.setNoise(values);
  };
  return (
    <section class="latent" aria-label="Noise by hand">
      <h2>Noise by hand</h2>
      <div class="latent-body">
        <PictureGrid
          pictures={run.picture.value}
          shape={pictureShape(run.settings.value)}
          columns={1}
          label="The picture that G makes of the sliders’ noise"
        />
        <div class="sliders">
          {Array.from({ length: count }, (_, index) => (
            <div class="slider" key={index}>
              <label for={`${id}-${index}`}>
                z<sub>{index + 1}</sub>
              </label>
              <input
                id={`${id}-${index}`}
                type="range"
                min={-reach}
                max={reach}
                step={0.05}
                value={noise[index]}
                aria-label={`Value ${index + 1} of the noise`}
                onInput={({ currentTarget }) => set(index, currentTarget.valueAsNumber)}
              />
              <output for={`${id}-${index}`}>{noise[index]!.toFixed(2)}</output>
            </div>
          ))}
        </div>
      </div>
      <div class="buttons">
        <button
          type="button"
          disabled={count === 0}
          onClick={() => run.setNoise(noise.map(() => randomNormal()))}
        >
          New noise
        </button>
        <span class="soft">
          {noise.length > count ? `The other ${noise.length - count} values stay as they are.` : ''}
        </span>
      </div>
    </section>
  );
}

/** Not of the run's seed: what readers try out by hand moves nothing in it. */
function randomNormal(): number {
  return Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
}
