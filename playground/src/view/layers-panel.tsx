import { useId } from 'preact/hooks';
import type { Layers, Surface } from './draw-plane';

const surfaces: readonly { readonly name: Surface; readonly title: string }[] = [
  { name: 'trained', title: 'D, as it is' },
  { name: 'best', title: 'D*, the best one' },
  { name: 'difference', title: 'D − D*' },
  { name: 'none', title: 'Nothing' },
];

/** What must be known to read a background. */
function noteOn(surface: Surface, areProbabilities: boolean): string {
  if (surface === 'difference' && !areProbabilities)
    return 'D of this loss gives no probability: the difference from D* says where they disagree, not by how much.';
  if (surface === 'best' || surface === 'difference')
    return 'D* fades to ½ where there are neither data nor generated points.';
  return '';
}

/** What is drawn, with its colors: the legend too. */
export function LayersPanel(props: {
  readonly layers: Layers;
  /** Whether D's scale is that of probabilities. */
  readonly areProbabilities: boolean;
  readonly change: (layers: Layers) => void;
}) {
  const { layers, change } = props;
  const id = useId();
  const note = noteOn(layers.surface, props.areProbabilities);
  const box = (name: 'real' | 'generated' | 'arrows' | 'manifold', title: string) => (
    <label class={`layer ${name}`}>
      <input
        type="checkbox"
        checked={layers[name]}
        onChange={({ currentTarget }) => change({ ...layers, [name]: currentTarget.checked })}
      />
      <span class="swatch" aria-hidden="true" />
      {title}
    </label>
  );
  return (
    <div class="layers">
      {box('real', 'Real')}
      {box('generated', 'Generated')}
      {box('arrows', 'Where D sends them')}
      {box('manifold', 'Noise’s grid')}
      <span class="layer">
        <label for={id}>Background</label>
        <select
          id={id}
          value={layers.surface}
          onChange={({ currentTarget }) => change({ ...layers, surface: currentTarget.value as Surface })}
        >
          {surfaces.map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
      </span>
      {layers.surface === 'none' ? null : (
        <span class="layer scale">
          {layers.surface === 'difference'
            ? 'D too low'
            : props.areProbabilities
              ? 'generated: 0'
              : 'generated'}
          <span class="bar" aria-hidden="true" />
          {layers.surface === 'difference' ? 'D too high' : props.areProbabilities ? '1: real' : 'real'}
        </span>
      )}
      {note ? <span class="layer note">{note}</span> : null}
    </div>
  );
}
