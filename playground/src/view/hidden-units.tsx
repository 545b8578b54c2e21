import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { HiddenLayer } from '../training/messages';
import { palette } from './colors';
import { drawSurface } from './draw-surface';
import type { Run } from './run';

const pixels = 40;

/** D's inside: what the first units of each hidden layer make of the plane. */
export function HiddenUnits({ run }: { readonly run: Run }) {
  const layers = run.frame.value?.hidden ?? [];
  return (
    <details class="hidden" onToggle={({ currentTarget }) => run.lookInside(currentTarget.open)}>
      <summary>Inside D</summary>
      {layers.map((layer, index) => (
        <figure key={index}>
          <figcaption>
            Hidden layer {index + 1}: {layer.values.length} of {layer.units} units
          </figcaption>
          <Units layer={layer} run={run} place={index} />
        </figure>
      ))}
    </details>
  );
}

function Units({
  layer,
  run,
  place,
}: {
  readonly layer: HiddenLayer;
  readonly run: Run;
  readonly place: number;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const draw = ({ values, side }: HiddenLayer) => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    for (const [index, unit] of values.entries()) {
      const largest = unit.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
      const shares = unit.map((value) => 0.5 + value / largest / 2);
      const left = index * (pixels + 4);
      drawSurface(context, { values: shares, side, box: [left, 0, pixels], colors: palette() });
    }
  };
  useEffect(() => draw(layer), []);
  useSignalEffect(() => {
    const now = run.frame.value?.hidden[place];
    if (now) draw(now);
  });
  return (
    <canvas
      ref={canvas}
      width={layer.values.length * (pixels + 4) - 4}
      height={pixels}
      role="img"
      aria-label="What each unit gives over the plane: blue above 0, orange below"
    />
  );
}
