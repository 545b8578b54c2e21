import { useEffect, useRef, useState } from 'preact/hooks';
import type { PictureRun } from './picture-run';

/** Takes the reader's pictures: chosen, dropped on it, or pasted anywhere in the view. */
export function OwnPicturesField({ run }: { readonly run: PictureRun }) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length > 0) void run.choose(files);
    };
    addEventListener('paste', onPaste);
    return () => removeEventListener('paste', onPaste);
  }, []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is beside the button, which does the same
    <div
      class="drop"
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const files = [...(event.dataTransfer?.files ?? [])];
        if (files.length > 0) void run.choose(files);
      }}
    >
      <button type="button" onClick={() => input.current?.click()}>
        Choose pictures…
      </button>
      <input
        ref={input}
        type="file"
        accept="image/*"
        multiple
        hidden
        aria-label="Your own pictures"
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          currentTarget.value = '';
          if (files.length > 0) void run.choose(files);
        }}
      />
      <p class="soft">
        Or drop or paste 20 to 5,000 of them here. They stay in this tab: nothing is sent anywhere.
      </p>
      <p aria-live="polite">{run.told}</p>
    </div>
  );
}
