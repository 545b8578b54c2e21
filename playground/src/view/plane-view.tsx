import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Measurement } from '../measuring/messages';
import type { PlaneFrame } from '../training/messages';
import { onPaletteChange, palette } from './colors';
import { drawPlane, type Layers } from './draw-plane';
import type { Run } from './run';

const pixels = 640;
/** Points glide to their new places; a frame that comes late doesn't hold them. */
const longestGlide = 300;

/** The plane of a run: drawn at every frame of the screen, with points that glide from one state of the run to the next. */
export function PlaneView({ run, layers }: { readonly run: Run; readonly layers: Layers }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = useRef<{
    frame: PlaneFrame | null;
    from: Float32Array;
    began: number;
    length: number;
    dirty: boolean;
  }>({ frame: null, from: new Float32Array(), began: 0, length: 0, dirty: true });
  const latest = useRef({ layers, measurement: undefined as Measurement | undefined });
  latest.current.layers = layers;
  shown.current.dirty = true;

  useSignalEffect(() => {
    const frame = run.frame.value;
    const now = performance.now();
    const old = shown.current;
    shown.current = {
      frame,
      from:
        old.frame && frame
          ? glided(old.from, old.frame.generated, progress(old, now))
          : (frame?.generated ?? new Float32Array()),
      began: now,
      length: Math.min(now - old.began, longestGlide),
      dirty: true,
    };
  });
  useSignalEffect(() => {
    latest.current.measurement = run.measurements.value.at(-1);
    shown.current.dirty = true;
  });

  useEffect(() => {
    let request = 0;
    const tick = () => {
      request = requestAnimationFrame(tick);
      const { frame, from, dirty } = shown.current;
      const at = progress(shown.current, performance.now());
      if (!dirty) return;
      const context = canvas.current?.getContext('2d');
      if (!context) return;
      drawPlane(context, {
        frame,
        generated: frame ? glided(from, frame.generated, at) : new Float32Array(),
        measurement: latest.current.measurement,
        layers: latest.current.layers,
        colors: palette(),
      });
      shown.current.dirty = at < 1;
    };
    tick();
    const stop = onPaletteChange(() => {
      shown.current.dirty = true;
    });
    return () => {
      cancelAnimationFrame(request);
      stop();
    };
  }, []);

  const label = () => {
    const measurement = run.measurements.value.at(-1);
    const found = measurement
      ? ` At step ${measurement.step} they reach ${measurement.modes} of ${measurement.modesInAll} modes.`
      : '';
    return `The plane: real points in blue, generated points in orange, the discriminator's opinion behind them.${found}`;
  };
  return <canvas ref={canvas} class="plane" width={pixels} height={pixels} role="img" aria-label={label()} />;
}

function progress({ began, length }: { began: number; length: number }, now: number): number {
  return length > 0 ? Math.min((now - began) / length, 1) : 1;
}

function glided(from: Float32Array, to: Float32Array, share: number): Float32Array {
  if (share >= 1 || from.length !== to.length) return to;
  return to.map((value, index) => from[index]! + share * (value - from[index]!));
}
