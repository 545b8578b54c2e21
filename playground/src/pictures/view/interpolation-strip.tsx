import { pictureShape } from '../settings/picture-settings';
import { stripCount } from '../training/strip-count';
import { PictureGrid } from './picture-grid';
import type { PictureRun } from './picture-run';

/** Pictures on the way from one noise to another, along the great circle. */
export function InterpolationStrip({ run }: { readonly run: PictureRun }) {
  const draw = () => Math.floor(Math.random() * 2 ** 32);
  return (
    <section aria-label="From one noise to another">
      <h2>From one noise to another</h2>
      <PictureGrid
        pictures={run.strip.value}
        shape={pictureShape(run.settings.value)}
        columns={stripCount}
        count={stripCount}
        label="Pictures that G makes on the way from one noise to another"
      />
      <div class="buttons">
        <button
          type="button"
          disabled={run.strip.value === null}
          onClick={() => run.setEnds([draw(), draw()])}
        >
          New ends
        </button>
        <span class="soft">A smooth way says that G learned more than single pictures by heart.</span>
      </div>
    </section>
  );
}
