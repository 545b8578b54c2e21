'use client';

import { useEffect, useRef, useState } from 'react';
import { Plot } from './plot';
import { firstView, Session, type View } from './session';

/** Trains in the page when asked to: the points, a button, and the numbers. */
export function Gan() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const session = useRef<Session>(undefined);
  const [view, setView] = useState(firstView);

  useEffect(() => {
    let isGone = false;
    const begin = async () => {
      // Loaded in the browser alone: the server has nothing to train.
      const { Training } = await import('./training');
      if (isGone) return;
      session.current = new Session(new Training(), new Plot(canvas.current!), setView);
      await session.current.start();
    };
    begin().catch((error: Error) => setView({ ...firstView, status: error.message }));
    return () => {
      isGone = true;
      session.current?.dispose();
    };
  }, []);

  return (
    <>
      <figure>
        <canvas ref={canvas} role="img" aria-label="Real points" />
        <figcaption>
          <span>real</span>
          <span className="generated">generated</span>
        </figcaption>
      </figure>
      <div className="controls">
        <button id="train" type="button" disabled={!view.isReady} onClick={() => session.current?.toggle()}>
          {view.isWorking ? 'Stop' : 'Train'}
        </button>
        <progress value={view.progress} aria-label="Steps of this run" />
      </div>
      <p role="status">{view.status}</p>
      <Numbers {...view} />
    </>
  );
}

function Numbers({ frame, measured }: View) {
  return (
    <dl>
      <dt>Step</dt>
      <dd id="step">{frame?.step ?? 0}</dd>
      <dt>Discriminator’s loss</dt>
      <dd>{frame?.discriminatorLoss.toFixed(3) ?? '–'}</dd>
      <dt>Generator’s loss</dt>
      <dd>{frame?.generatorLoss.toFixed(3) ?? '–'}</dd>
      <dt>Threads</dt>
      <dd id="threads">{frame?.threads ?? '–'}</dd>
      <dt>Jensen–Shannon divergence, measured</dt>
      <dd id="divergence">{measured ? `${measured.value.toFixed(3)} nats` : '–'}</dd>
      <dt>Its 95 % interval</dt>
      <dd id="interval">{measured?.interval.map((nats) => nats.toFixed(3)).join(' to ') ?? '–'}</dd>
    </dl>
  );
}
