import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { noiseSquare } from '../training/noise-grid';
import { onPaletteChange, type Palette, palette } from '../view/colors';
import { drawPlane, type Layers } from '../view/draw-plane';
import type { Run } from '../view/run';
import type { PartName } from './parts';

const pixels = 112;
const dotRadius = 1.6;
const none: Layers = { surface: 'none', real: false, generated: false, arrows: false, manifold: false };

/** Parts that have a picture, and what the plane would show for it. */
const pictured: Readonly<Partial<Record<PartName, Layers | 'noise'>>> = {
  noise: 'noise',
  generator: { ...none, manifold: true },
  generated: { ...none, generated: true },
  real: { ...none, real: true },
  discriminator: { ...none, surface: 'trained' },
};

/** A small picture of what a part holds now. */
export function PartPicture({ run, part }: { readonly run: Run; readonly part: PartName }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [mode, setMode] = useState(0);
  // G's picture is the image of the noise's grid: of many values there is none.
  const layers = part === 'generator' && run.settings.value.noiseSize > 2 ? undefined : pictured[part];
  useEffect(() => onPaletteChange(() => setMode((count) => count + 1)), []);
  useSignalEffect(() => draw());
  useEffect(() => draw(), [mode]);
  const draw = () => {
    const frame = run.frame.value;
    const context = canvas.current?.getContext('2d');
    if (!context || !layers) return;
    const colors = palette();
    if (layers === 'noise') drawNoise(context, run, colors);
    else
      drawPlane(context, {
        frame,
        generated: frame?.generated ?? new Float32Array(),
        measurement: undefined,
        layers,
        colors,
        dotRadius,
      });
  };
  return layers ? <canvas ref={canvas} width={pixels} height={pixels} /> : null;
}

/** The noise’s grid before G bends it: of more than two values, two of them. */
function drawNoise(context: CanvasRenderingContext2D, run: Run, colors: Palette): void {
  const { width } = context.canvas;
  context.fillStyle = colors.paper;
  context.fillRect(0, 0, width, width);
  const values = noiseSquare({ noise: run.settings.value.noise, noiseSize: 2 }, 13)!;
  const reach = run.settings.value.noise === 'normal' ? 2.4 : 1.15;
  const isLine = run.settings.value.noiseSize === 1;
  context.fillStyle = colors.bound;
  for (let index = 0; index < values.length; index += 2) {
    const [x, y] = [values[index]!, isLine ? 0 : values[index + 1]!];
    context.beginPath();
    context.arc(
      ((x / reach + 1) / 2) * width,
      ((1 - y / reach) / 2) * width,
      dotRadius + 0.8,
      0,
      2 * Math.PI,
    );
    context.fill();
  }
}
