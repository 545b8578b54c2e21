import { useRef } from 'preact/hooks';
import type { Inside, UnitPlace } from '../training/messages';
import { labelTop, mapHeight, mapWidth, unitLeft, unitSide, unitTop } from './map-layout';
import { UnitCanvas } from './unit-canvas';
import { inputNames, layerName, unitName } from './unit-names';
import { linesInto } from './weight-lines';

interface NetworkMapProps {
  readonly inside: Inside;
  readonly chosen: UnitPlace | null;
  readonly choose: (place: UnitPlace | null) => void;
}

const across = (part: number) => `${(100 * part) / mapWidth}%`;
const pixels = 40;

/** A network's units, row by row from the inputs down, and its weights as lines. Arrow keys go from unit to unit. */
export function NetworkMap({ inside, chosen, choose }: NetworkMapProps) {
  const map = useRef<HTMLDivElement>(null);
  const { layers, network } = inside;
  const height = mapHeight(layers.length + 1);
  const down = (part: number) => `${(100 * part) / height}%`;
  const inputs = inputNames(network, layers[0]!.inputs);
  const shownBefore = (index: number) => layers[index - 1]?.values.length ?? inputs.length;
  const isThere = chosen && chosen.unit < (layers[chosen.layer]?.values.length ?? 0);
  const first = isThere ? chosen : { layer: 0, unit: 0 };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = neighbor(inside, first, event.key);
    if (!next) return;
    event.preventDefault();
    choose(next);
    map.current?.querySelector<HTMLButtonElement>(`[data-place="${next.layer} ${next.unit}"]`)?.focus();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: no fields, which a fieldset is for
    <div
      ref={map}
      class={`map ${chosen ? 'has-chosen' : ''}`}
      role="group"
      aria-label={`Units of ${network === 'discriminator' ? 'D' : 'G'}; arrow keys go from one to the next`}
      style={{ aspectRatio: `${mapWidth} / ${height}` }}
      onKeyDown={onKeyDown}
    >
      <svg viewBox={`0 0 ${mapWidth} ${height}`} aria-hidden="true">
        {layers.map((layer, index) =>
          linesInto(layer, index, shownBefore(index), chosen).map(({ path, isPositive, width, isChosen }) => (
            <path
              key={`${index} ${isPositive} ${width} ${isChosen}`}
              d={path}
              class={`${isPositive ? 'positive' : 'negative'} ${isChosen ? 'chosen' : ''}`}
              stroke-width={width}
            />
          )),
        )}
      </svg>
      {inputs.map((name, unit) => (
        <span
          key={name}
          class="input"
          style={{
            left: across(unitLeft(unit, inputs.length)),
            top: down(unitTop(0)),
            width: across(unitSide),
          }}
        >
          {name}
        </span>
      ))}
      {layers.map((layer, index) => (
        <div key={index}>
          <span class="layer-name" style={{ top: down(labelTop(index + 1)) }}>
            {layerName(inside, index)}
            {layer.values.length < layer.units ? `: ${layer.values.length} of ${layer.units} units` : ''}
          </span>
          {layer.values.map((values, unit) => (
            <button
              key={unit}
              type="button"
              data-place={`${index} ${unit}`}
              aria-label={unitName(inside, { layer: index, unit })}
              aria-pressed={chosen?.layer === index && chosen.unit === unit}
              tabIndex={first.layer === index && first.unit === unit ? 0 : -1}
              style={{
                left: across(unitLeft(unit, layer.values.length)),
                top: down(unitTop(index + 1)),
                width: across(unitSide),
              }}
              onClick={() =>
                choose(chosen?.layer === index && chosen.unit === unit ? null : { layer: index, unit })
              }
            >
              <UnitCanvas values={values} side={layer.side} pixels={pixels} />
            </button>
          ))}
        </div>
      ))}
    </div>
  );
}

/** The unit that an arrow key leads to. */
function neighbor({ layers }: Inside, { layer, unit }: UnitPlace, key: string): UnitPlace | undefined {
  const steps: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
  };
  const step = steps[key];
  if (!step) return undefined;
  const toLayer = Math.min(Math.max(layer + step[0], 0), layers.length - 1);
  const count = layers[toLayer]!.values.length;
  return { layer: toLayer, unit: Math.min(Math.max(unit + step[1], 0), count - 1) };
}
