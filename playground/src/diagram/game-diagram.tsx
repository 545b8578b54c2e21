import { useComputed } from '@preact/signals';
import { useEffect, useId, useState } from 'preact/hooks';
import { dataChoices } from '../settings/choices';
import type { Run } from '../view/run';
import { Arrows } from './arrows';
import './diagram.css';
import { Moves } from './moves';
import { PartExplanation } from './part-explanation';
import { PartPicture } from './part-picture';
import { type Box, type PartName, parts, size } from './parts';
import { useStop } from './use-stop';

/** The game part by part, as it is played: what goes where, who moves, and what each part is for. */
export function GameDiagram({ run }: { readonly run: Run }) {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => () => run.want({ gradients: false }), [run]);
  return (
    <details
      class="diagram"
      onToggle={({ currentTarget }) => {
        setOpen(currentTarget.open);
        run.want({ gradients: currentTarget.open });
      }}
    >
      <summary>How the game works, part by part</summary>
      {isOpen ? <Parts run={run} /> : null}
    </details>
  );
}

function Parts({ run }: { readonly run: Run }) {
  const [chosen, setChosen] = useState<PartName | null>(null);
  const id = useId();
  const stop = useStop(run);
  const moves = useComputed(() => {
    const isTraining = run.status.value === 'training';
    if (isTraining && run.pace.value === 'fast') return 'both';
    return stop.value?.isLast ? run.turn.value! : 'none';
  });
  const button = (part: PartName) => ({
    type: 'button' as const,
    'aria-expanded': part === chosen,
    'aria-controls': id,
    onClick: () => setChosen(part === chosen ? null : part),
  });
  return (
    <>
      <div class="parts" data-moves={moves.value} style={{ aspectRatio: size.join(' / ') }}>
        <Arrows />
        {(Object.keys(parts) as (keyof typeof parts)[]).map((part) => (
          <button
            key={part}
            {...button(part)}
            class={`part ${part} ${stop.value?.parts.includes(part) ? 'lit' : ''}`}
            style={placed(parts[part].box)}
          >
            <span class="name">{parts[part].title}</span>
            <PartPicture run={run} part={part} />
            <PartNumber run={run} part={part} />
          </button>
        ))}
      </div>
      <div class="ways">
        <button {...button('discriminatorGradient')}>
          <Dash of="discriminator" /> D’s way back
        </button>
        <button {...button('generatorGradient')}>
          <Dash of="generator" /> G’s way back
        </button>
      </div>
      <Moves run={run} stop={stop} />
      <PartExplanation id={id} run={run} part={chosen} />
    </>
  );
}

function Dash({ of }: { readonly of: 'generator' | 'discriminator' }) {
  return (
    <svg class={`dash back-${of}`} width="30" height="8" aria-hidden="true">
      <polyline points="0,4 30,4" />
    </svg>
  );
}

const share = (part: number, whole: number) => `${(100 * part) / whole}%`;

function placed([left, top, width, height]: Box) {
  return {
    left: share(left, size[0]),
    top: share(top, size[1]),
    width: share(width, size[0]),
    height: share(height, size[1]),
  };
}

/** The one number, or word, that a part shows. */
function PartNumber({ run, part }: { readonly run: Run; readonly part: PartName }) {
  const text = useComputed(() => {
    const report = run.reports.value.at(-1);
    if (part === 'generatorLoss') return report?.generatorLoss.toFixed(3).replace('-', '−') ?? '–';
    if (part === 'discriminatorLoss') return report?.discriminatorLoss.toFixed(3).replace('-', '−') ?? '–';
    if (part === 'generator' && run.settings.value.noiseSize > 2)
      return `${run.settings.value.noiseSize} values → x, y`;
    if (part === 'data') return dataChoices.find(({ name }) => name === run.settings.value.data)!.title;
    return '';
  });
  return text.value ? <span class="number">{text}</span> : null;
}
