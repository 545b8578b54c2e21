import { effect } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { replaceParameters } from '../../view/address-bar';
import { Problem } from '../../view/problem';
import { writePictureSettings } from '../settings/picture-address';
import { pictureShape } from '../settings/picture-settings';
import '../pictures.css';
import { InterpolationStrip } from './interpolation-strip';
import { LatentSliders } from './latent-sliders';
import { OwnPicturesField } from './own-pictures-field';
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
    <main>
      <p class="lead">
        G turns noise into pictures. D learns to tell them from real ones, and G follows.{' '}
        {run.settings.value.data === 'digits'
          ? 'The first digits that one can read come after some 500 steps.'
          : ''}
      </p>
      <div class="panes one">
        <section class="pane pictures-pane" aria-label="The run">
          <div class="stage">
            <PictureToolbar run={run} />
            <Problem
              message={run.message}
              isOfBackend={run.status.value === 'failed' && run.settings.value.backend !== 'wasm'}
              takeWasm={() => run.change({ backend: 'wasm' })}
            />
            {run.needsPictures.value ? (
              <>
                <p>Take pictures of your own that have something in common: faces, letters, leaves.</p>
                <OwnPicturesField run={run} />
              </>
            ) : (
              <>
                <Sheets run={run} />
                <LatentSliders run={run} />
                <InterpolationStrip run={run} />
              </>
            )}
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
      </div>
    </main>
  );
}

/** Generated pictures, and real ones beside them. */
function Sheets({ run }: { readonly run: PictureRun }) {
  const shape = pictureShape(run.settings.value);
  const pictures = run.pictures.value;
  const status = run.status.value;
  const real = useMemo(
    () => pictures?.train.subarray(0, sheetColumns ** 2 * sizeOf(pictures.shape)) ?? null,
    [pictures],
  );
  return (
    <div class="sheets">
      <figure class="sheet generated">
        <figcaption>Generated, from fixed noise</figcaption>
        <PictureGrid
          pictures={run.frame.value?.sheet ?? null}
          shape={shape}
          columns={sheetColumns}
          count={sheetColumns ** 2}
          label={`64 generated pictures at step ${run.step.value}`}
        />
        {status === 'starting' ? <p class="starting">Starting…</p> : null}
      </figure>
      <figure class="sheet real">
        <figcaption>Real</figcaption>
        {pictures ? (
          <PictureGrid pictures={real} shape={pictures.shape} columns={sheetColumns} label="Real pictures" />
        ) : status === 'starting' ? null : (
          <p class="empty">Choose the pictures that this run was trained on, to go on with it.</p>
        )}
      </figure>
    </div>
  );
}

function sizeOf([height, width, channels]: readonly [number, number, number]): number {
  return height * width * channels;
}
