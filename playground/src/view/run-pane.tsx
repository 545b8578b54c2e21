import { useState } from 'preact/hooks';
import { GameDiagram } from '../diagram/game-diagram';
import { givesProbabilities } from '../game/gives-probabilities';
import { InsideView } from '../inside/inside-view';
import { Curves } from './curves';
import type { Layers } from './draw-plane';
import { FilesMenu } from './files-menu';
import { LayersPanel } from './layers-panel';
import { PlaneView } from './plane-view';
import { Problem } from './problem';
import { Readouts } from './readouts';
import type { Run } from './run';
import { SettingsPanel } from './settings-panel';
import { Toolbar } from './toolbar';

const usualLayers: Layers = {
  surface: 'trained',
  real: true,
  generated: true,
  arrows: false,
  manifold: false,
};

/** A run: its plane, what can be done with it, its numbers and its settings. */
export function RunPane({ run, name }: { readonly run: Run; readonly name: string }) {
  const [layers, setLayers] = useState(usualLayers);
  return (
    <section class="pane" aria-label={name}>
      <div class="stage">
        <Toolbar run={run} />
        <Problem
          message={run.message}
          isOfBackend={run.status.value === 'failed' && run.settings.value.backend !== 'wasm'}
          takeWasm={() => run.change({ backend: 'wasm' })}
        />
        <div class="frame" data-turn={run.turn.value ?? ''}>
          <PlaneView run={run} layers={layers} />
          {run.status.value === 'starting' ? <p class="starting">Starting…</p> : null}
          {run.turn.value ? (
            <p class="turn">
              {run.turn.value === 'discriminator'
                ? 'D learns to tell them apart'
                : 'G moves to where D says real'}
            </p>
          ) : null}
        </div>
        <LayersPanel
          layers={layers}
          areProbabilities={givesProbabilities(run.settings.value.loss)}
          change={setLayers}
        />
        <GameDiagram run={run} />
      </div>
      <div class="numbers">
        <Readouts run={run} />
        <Curves run={run} />
        <InsideView run={run} />
        <FilesMenu run={run} />
      </div>
      <details class="settings-drawer" open={!globalThis.matchMedia('(max-width: 700px)').matches}>
        <summary>Settings</summary>
        <SettingsPanel run={run} />
      </details>
    </section>
  );
}
