import { useEffect, useRef, useState } from 'preact/hooks';
import { onPaletteChange, palette } from '../view/colors';
import { drawSurface } from '../view/draw-surface';

/** What a unit gives over a square: blue above 0, orange below, as strong as a share of its largest. */
export function UnitCanvas({
  values,
  side,
  pixels,
  overlay,
}: {
  readonly values: Float32Array;
  readonly side: number;
  readonly pixels: number;
  /** Draws upon it. */
  readonly overlay?: (context: CanvasRenderingContext2D) => void;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [mode, setMode] = useState(0);
  useEffect(() => onPaletteChange(() => setMode((count) => count + 1)), []);
  useEffect(() => {
    const context = canvas.current!.getContext('2d')!;
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
    const shares = values.map((value) => 0.5 + value / largest / 2);
    drawSurface(context, { values: shares, side, box: [0, 0, pixels], colors: palette() });
    overlay?.(context);
  }, [values, mode]);
  return <canvas ref={canvas} width={pixels} height={pixels} />;
}
