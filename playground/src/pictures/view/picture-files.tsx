import { useRef, useState } from 'preact/hooks';
import { download } from '../../view/download';
import { type PictureSet, pictureCount } from '../data/picture-set';
import { pictureProgramOf, picturesFile } from '../game/picture-program';
import type { PictureRun } from './picture-run';

/** What a run on pictures can be taken away as, and come back from. */
export function PictureFiles({ run }: { readonly run: PictureRun }) {
  const file = useRef<HTMLInputElement>(null);
  const [told, setTold] = useState('');
  const status = run.status.value;
  const isBusy = status !== 'paused' && status !== 'training';
  const pictures = run.pictures.value;
  const program = (of: PictureSet) => [
    {
      name: 'gan.mjs',
      bytes: new TextEncoder().encode(
        pictureProgramOf(run.settings.value, pictureCount(of, of.train), run.step.value || undefined),
      ),
    },
    { name: picturesFile, bytes: of.train },
  ];
  return (
    <details class="files">
      <summary>Save, load, export</summary>
      <div class="buttons">
        <button
          type="button"
          disabled={isBusy || run.step.value === 0}
          onClick={async () => download(await run.save(), 'checkpoint')}
        >
          Save checkpoint
        </button>
        <button type="button" onClick={() => file.current?.click()}>
          Load checkpoint…
        </button>
        <input
          ref={file}
          type="file"
          accept=".safetensors"
          hidden
          aria-label="Checkpoint to load"
          onChange={async ({ currentTarget }) => {
            const chosen = currentTarget.files?.[0];
            currentTarget.value = '';
            if (chosen) run.load(new Uint8Array(await chosen.arrayBuffer()));
          }}
        />
        {(['tfjs', 'pytorch', 'onnx'] as const).map((format) => (
          <button
            key={format}
            type="button"
            disabled={isBusy}
            onClick={async () => download(await run.export(format), `generator-${format}`)}
          >
            G for {{ tfjs: 'TensorFlow.js', pytorch: 'PyTorch', onnx: 'ONNX' }[format]}
          </button>
        ))}
        <button
          type="button"
          disabled={isBusy || !pictures}
          onClick={() => pictures && download(program(pictures), 'program')}
        >
          Program for Node
        </button>
        <button
          type="button"
          onClick={async () => {
            await navigator.clipboard.writeText(location.href);
            setTold('The address, with all settings but your own pictures, is on the clipboard.');
          }}
        >
          Copy link
        </button>
      </div>
      <p aria-live="polite">{told}</p>
    </details>
  );
}
