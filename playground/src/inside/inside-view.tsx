import { useEffect, useId, useState } from 'preact/hooks';
import type { NetworkName, UnitPlace } from '../training/messages';
import type { Run } from '../view/run';
import { ChosenUnit } from './chosen-unit';
import './inside.css';
import { NetworkMap } from './network-map';

/** The inside of D or of G: what units make of the plane or the noise, and the weights between them. */
export function InsideView({ run }: { readonly run: Run }) {
  const [network, setNetwork] = useState<NetworkName>('discriminator');
  const [chosen, setChosen] = useState<UnitPlace | null>(null);
  const id = useId();
  useEffect(() => () => run.want({ inside: null, unit: null }), [run]);
  const hasManyNoises = run.settings.value.noiseSize > 2;
  const look = (name: NetworkName | null) => {
    setChosen(null);
    run.want({ inside: name, unit: null });
  };
  const choose = (unit: UnitPlace | null) => {
    setChosen(unit);
    run.want({ unit });
  };
  const inside = run.inside.value?.network === network ? run.inside.value : null;
  return (
    <details class="inside" onToggle={({ currentTarget }) => look(currentTarget.open ? network : null)}>
      <summary>Inside D and G</summary>
      <p>
        <label for={id}>Network</label>{' '}
        <select
          id={id}
          value={network}
          onChange={({ currentTarget }) => {
            const name = currentTarget.value as NetworkName;
            setNetwork(name);
            look(name);
          }}
        >
          <option value="discriminator">D, over the plane</option>
          <option value="generator">G, over its noise</option>
        </select>
      </p>
      {network === 'generator' && hasManyNoises ? (
        <p>G’s units can be shown over noise of one value or two.</p>
      ) : inside ? (
        <>
          <NetworkMap inside={inside} chosen={chosen} choose={choose} />
          <Legend />
          {chosen ? (
            <ChosenUnit run={run} inside={inside} />
          ) : (
            <p>Choose a unit to see it at full size, with its weights.</p>
          )}
        </>
      ) : null}
    </details>
  );
}

function Legend() {
  const line = (name: string) => (
    <svg width="30" height="8" aria-hidden="true">
      <path class={name} d="M0 4H30" stroke-width="3" />
    </svg>
  );
  return (
    <p class="map-legend">
      <span>{line('positive')} weight above 0</span>
      <span>{line('negative')} below 0</span>
      <span>thicker: larger, of its layer</span>
      <span class="scale layer">
        unit below 0 <span class="bar" aria-hidden="true" /> above
      </span>
    </p>
  );
}
