import type { InsideLayer, UnitPlace } from '../training/messages';
import { unitLeft, unitSide, unitTop } from './map-layout';

/** Lines of one look. */
export interface WeightLines {
  readonly path: string;
  readonly isPositive: boolean;
  readonly width: number;
  /** Whether they lead to the chosen unit, or from it. */
  readonly isChosen: boolean;
}

const levels = 4;
const thickest = 4.5;
/** Lines of a smaller share of the layer's largest weight would only be gray. */
const least = 0.06;

/** The lines that come into a layer: thickness by |weight|, as a share of the layer's largest. */
export function linesInto(
  layer: InsideLayer,
  place: number,
  inputs: number,
  chosen: UnitPlace | null,
): WeightLines[] {
  const largest = Math.max(...layer.weights.flatMap((weights) => Array.from(weights, Math.abs))) || 1;
  const groups = new Map<string, WeightLines>();
  for (const [unit, weights] of layer.weights.entries())
    for (const [input, weight] of weights.entries()) {
      const share = Math.abs(weight) / largest;
      if (!(share >= least)) continue;
      const isChosen =
        (chosen?.layer === place && chosen.unit === unit) ||
        (chosen?.layer === place - 1 && chosen.unit === input);
      const level = Math.ceil(share * levels);
      const key = `${level} ${weight > 0} ${isChosen}`;
      const line = lineBetween(place, input, inputs, unit, layer.weights.length);
      groups.set(key, {
        path: (groups.get(key)?.path ?? '') + line,
        isPositive: weight > 0,
        width: (thickest * level) / levels,
        isChosen,
      });
    }
  return [...groups.values()].sort((a, b) => Number(a.isChosen) - Number(b.isChosen) || a.width - b.width);
}

function lineBetween(place: number, input: number, inputs: number, unit: number, units: number): string {
  const from = unitLeft(input, inputs) + unitSide / 2;
  const to = unitLeft(unit, units) + unitSide / 2;
  return `M${from.toFixed(1)} ${unitTop(place) + unitSide}L${to.toFixed(1)} ${unitTop(place + 1)}`;
}
