import { useEffect, useRef, useState } from 'preact/hooks';
import { extent } from '../settings/extent';
import { decodePoints, encodePoints, mostPoints, reach, readPastedPoints } from '../settings/points-text';
import { palette } from './colors';

type Point = readonly [number, number];
const pixels = 480;
/** Drawn strokes leave a point every so far. */
const spacing = 0.05;
/** How far an arrow key moves the cross. */
const keyStep = 0.05;

/** A dialog to draw points, by pointer or by keys, or to paste them. */
export function PointsEditor(props: {
  readonly points: readonly Point[];
  readonly onDone: (points: readonly Point[] | null) => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [points, setPoints] = useState(props.points);
  const [cross, setCross] = useState<Point>([0, 0]);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState('');

  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => draw(canvas.current!, points, cross), [points, cross]);

  const add = (point: Point) =>
    setPoints((all) => {
      const last = all.at(-1);
      const isNear = last && Math.hypot(point[0] - last[0], point[1] - last[1]) < spacing;
      return isNear || all.length >= mostPoints ? all : [...all, point];
    });
  const placeOf = (event: PointerEvent): Point => {
    const box = canvas.current!.getBoundingClientRect();
    const share = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height] as const;
    return [clamped((2 * share[0] - 1) * extent), clamped((1 - 2 * share[1]) * extent)];
  };
  const moves: Readonly<Record<string, Point>> = {
    ArrowLeft: [-keyStep, 0],
    ArrowRight: [keyStep, 0],
    ArrowUp: [0, keyStep],
    ArrowDown: [0, -keyStep],
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = moves[event.key];
    if (move) setCross(([x, y]) => [clamped(x + move[0]), clamped(y + move[1])]);
    else if (event.key === 'Enter' || event.key === ' ') add(cross);
    else if (event.key === 'Backspace') setPoints((all) => all.slice(0, -1));
    else return;
    event.preventDefault();
  };

  return (
    <dialog ref={dialog} class="editor" aria-labelledby="editor-title" onClose={() => props.onDone(null)}>
      <h2 id="editor-title">Your own points</h2>
      <p id="editor-help">
        Draw in the square, or paste below. By keys: the arrows move the cross, Enter sets a point, Backspace
        takes the last away.
      </p>
      <div
        class="pad"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keys draw here
        tabIndex={0}
        role="application"
        aria-label={`Square to draw in; ${points.length} points; the cross is at ${cross[0].toFixed(2)}, ${cross[1].toFixed(2)}`}
        aria-describedby="editor-help"
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          add(placeOf(event));
        }}
        onPointerMove={(event) => {
          if (event.buttons > 0) add(placeOf(event));
        }}
      >
        <canvas ref={canvas} width={pixels} height={pixels} />
      </div>
      <p aria-live="polite">
        {points.length} of at most {mostPoints} points
      </p>
      <label for="pasted">Paste points: x and y on each line, as from a table or a .csv</label>
      <textarea
        id="pasted"
        rows={3}
        placeholder={'0.5, 1.2\n-0.3, 0.8'}
        value={text}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          try {
            setPoints(readPastedPoints(currentTarget.value));
            setProblem('');
          } catch (error) {
            setProblem(currentTarget.value.trim() === '' ? '' : (error as Error).message);
          }
        }}
      />
      <p class="problem" role="alert">
        {problem}
      </p>
      <div class="buttons">
        <button
          type="button"
          class="primary"
          disabled={points.length < 2}
          onClick={() => props.onDone(decodePoints(encodePoints(points)))}
        >
          Train on these
        </button>
        <button type="button" onClick={() => setPoints([])}>
          Clear
        </button>
        <button type="button" onClick={() => props.onDone(null)}>
          Cancel
        </button>
      </div>
    </dialog>
  );
}

const clamped = (value: number) => Math.min(Math.max(value, -reach), reach);

function draw(canvas: HTMLCanvasElement, points: readonly Point[], [crossX, crossY]: Point): void {
  const context = canvas.getContext('2d')!;
  const { paper, real, faint, ink } = palette();
  const at = ([x, y]: Point) =>
    [((x + extent) / (2 * extent)) * pixels, ((extent - y) / (2 * extent)) * pixels] as const;
  context.fillStyle = paper;
  context.fillRect(0, 0, pixels, pixels);
  context.strokeStyle = faint;
  context.strokeRect(...at([-reach, reach]), (reach / extent) * pixels, (reach / extent) * pixels);
  context.fillStyle = real;
  for (const point of points) {
    context.beginPath();
    context.arc(...at(point), 4, 0, 2 * Math.PI);
    context.fill();
  }
  const [x, y] = at([crossX, crossY]);
  context.strokeStyle = ink;
  context.beginPath();
  context.moveTo(x - 8, y);
  context.lineTo(x + 8, y);
  context.moveTo(x, y - 8);
  context.lineTo(x, y + 8);
  context.stroke();
}
