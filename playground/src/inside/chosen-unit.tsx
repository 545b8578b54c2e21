import { useRef } from 'preact/hooks';
import type { Inside, UnitPlace } from '../training/messages';
import { palette } from '../view/colors';
import { drawPoints } from '../view/draw-plane';
import type { Run } from '../view/run';
import { UnitCanvas } from './unit-canvas';
import { unitName } from './unit-names';

const pixels = 320;
/** Inputs that are told of. */
const mostTold = 4;

const signed = (value: number) => `${value <= -0.005 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;

/** The chosen unit at full size, with what it takes in. */
export function ChosenUnit({ run, inside }: { readonly run: Run; readonly inside: Inside }) {
  const { unit } = inside;
  const latest = useRef(run.frame.peek());
  latest.current = run.frame.peek();
  if (!unit) return null;
  const layer = inside.layers[unit.layer]!;
  const isOfD = inside.network === 'discriminator';
  const drawOverlay = (context: CanvasRenderingContext2D) => {
    const frame = latest.current;
    if (!isOfD || !frame) return;
    drawPoints(context, frame.real, palette().real, 1.5);
    drawPoints(context, frame.generated, palette().generated, 1.5);
  };
  const [low, high] = [Math.min(...unit.values), Math.max(...unit.values)];
  return (
    <figure class="chosen-unit">
      <UnitCanvas values={unit.values} side={unit.side} pixels={pixels} overlay={drawOverlay} />
      <figcaption>
        <strong>{unitName(inside, unit)}</strong> gives {signed(low)} to {signed(high)} over the{' '}
        {isOfD ? 'plane' : 'noise'}. {inputsTold(inside, unit, layer.weights[unit.unit]!)}; bias{' '}
        {signed(layer.biases[unit.unit]!)}.
      </figcaption>
    </figure>
  );
}

/** The largest of its weights that are shown. */
function inputsTold(inside: Inside, { layer, unit: _ }: UnitPlace, weights: Float32Array): string {
  const largest = Array.from(weights, (weight, unit) => ({ weight, unit }))
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, mostTold);
  const { inputs } = inside.layers[layer]!;
  const name = (unit: number) =>
    layer === 0 ? unitName(inside, { layer: -1, unit }) : `unit\u00a0${unit + 1}`;
  const told = largest.map(({ weight, unit }) => `${name(unit)}\u00a0${signed(weight)}`).join(', ');
  return inputs > weights.length ? `Largest of the weights shown: ${told}` : `Largest weights: ${told}`;
}
