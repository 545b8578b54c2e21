import { effect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { replaceParameters } from '../../view/address-bar';
import { writePictureSettings } from '../settings/picture-address';
import { pictureShape } from '../settings/picture-settings';
import '../pictures.css';
import { InterpolationStrip } from './interpolation-strip';
import { LatentSliders } from './latent-sliders';
import { PictureCurves } from './picture-curves';
import { PictureFiles } from './picture-files';
import { PictureGrid } from './picture-grid';
import { PictureReadouts } from './picture-readouts';
import type { PictureRun } from './picture-run';
import { PictureSettingsPanel } from './picture-settings-panel';
import { PictureToolbar, takePictureKey } from './picture-toolbar';
import { sharedPictureRun } from './shared-picture-run';

const sheetColumns = 8;

/** A GAN on digits, or on the reader's own pictures. Its settings stand in the address; the pictures don't. */
export function PicturesPage() {
  const run = sharedPictureRun();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => takePictureKey(run, event);
    addEventListener('keydown', onKeyDown);
    const stop = effect(() => {
      const into = new URLSearchParams({ view: 'pictures' });
      writePictureSettings(run.settings.value, into);
      replaceParameters(into);
    });
    return () => {
      removeEventListener('keydown', onKeyDown);
      stop();
    };
  }, []);
  return (
    <>
      <p class="lead">
        G turns noise into pictures. D learns to tell them from real ones, and G follows. The first digits
        that one can read come after some 500 steps.
      </p>
      <main class="one">
        <section class="pane pictures-pane" aria-label="The run">
          <div class="stage">
            <PictureToolbar run={run} />
            <p class="message" role="alert">
              {run.message}
            </p>
            <Sheets run={run} />
            <LatentSliders run={run} />
            <InterpolationStrip run={run} />
          </div>
          <div class="numbers">
            <PictureReadouts run={run} />
            <PictureCurves run={run} />
            <PictureFiles run={run} />
          </div>
          <details class="settings-drawer" open={!globalThis.matchMedia('(max-width: 700px)').matches}>
            <summary>Settings</summary>
            <PictureSettingsPanel run={run} />
          </details>
        </section>
      </main>
    </>
  );
}

/** Generated pictures, and real ones beside them. */
function Sheets({ run }: { readonly run: PictureRun }) {
  const shape = pictureShape(run.settings.value);
  const pictures = run.pictures.value;
  const real = pictures?.train.subarray(0, sheetColumns ** 2 * shape[0] * shape[1] * shape[2]) ?? null;
  const status = run.status.value;
  if (status === 'empty')
    return (
      <p class="empty">
        Choose, drop or paste your own pictures to begin: at least 20 that have something in common.
      </p>
    );
  return (
    <div class="sheets">
      <figure class="sheet generated">
        <figcaption>Generated, from fixed noise</figcaption>
        <PictureGrid
          pictures={run.frame.value?.sheet ?? null}
          shape={shape}
          columns={sheetColumns}
          label={`64 generated pictures at step ${run.step.value}`}
        />
        {status === 'starting' ? <p class="starting">Starting…</p> : null}
      </figure>
      <figure class="sheet real">
        <figcaption>Real</figcaption>
        <PictureGrid pictures={real} shape={shape} columns={sheetColumns} label="Real pictures" />
      </figure>
    </div>
  );
}
