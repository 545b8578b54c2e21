import { useRef, useState } from 'preact/hooks';
import { programOf } from '../game/program';
import { download } from './download';
import type { Run } from './run';

/** What a run can be taken away as, and come back from. */
export function FilesMenu({ run }: { readonly run: Run }) {
  const file = useRef<HTMLInputElement>(null);
  const [told, setTold] = useState('');
  const isBusy = run.status.value === 'starting' || run.status.value === 'failed';
  const isUntrained = run.step.value === 0;
  const program = () => {
    const steps = run.step.value || undefined;
    return [
      {
        name: 'gan.mjs',
        bytes: new TextEncoder().encode(programOf(run.settings.value, steps, run.tookTurns.value)),
      },
    ];
  };
  return (
    <details class="files">
      <summary>Save, load, export</summary>
      <div class="buttons">
        <button
          type="button"
          disabled={isBusy || isUntrained}
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
        <button type="button" onClick={() => download(program(), 'program')}>
          Program for Node
        </button>
        <button
          type="button"
          onClick={async () => {
            await navigator.clipboard.writeText(location.href);
            setTold('The address, with all settings, is on the clipboard.');
          }}
        >
          Copy link
        </button>
      </div>
      <p aria-live="polite">{told}</p>
    </details>
  );
}
