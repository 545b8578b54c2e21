import type { Measurement } from '../measuring/messages';
import { extent } from '../settings/extent';
import type { PlaneFrame } from '../training/messages';
import type { Palette } from './colors';
import { drawSurface } from './draw-surface';

export type Surface = 'trained' | 'best' | 'difference' | 'none';

/** What the plane shows. */
export interface Layers {
  readonly surface: Surface;
  readonly real: boolean;
  readonly generated: boolean;
  readonly arrows: boolean;
  readonly manifold: boolean;
}

/** What there is to draw. */
export interface PlanePicture {
  readonly frame: PlaneFrame | null;
  readonly generated: Float32Array;
  readonly measurement: Measurement | undefined;
  readonly layers: Layers;
  readonly colors: Palette;
  /** Of all points, where they aren't to have the usual sizes: in a small picture. */
  readonly dotRadius?: number;
}

/** Draws the square from −extent to extent onto all of the canvas. */
export function drawPlane(
  context: CanvasRenderingContext2D,
  { frame, generated, measurement, layers, colors, dotRadius }: PlanePicture,
): void {
  const { width, height } = context.canvas;
  context.fillStyle = colors.paper;
  context.fillRect(0, 0, width, height);
  if (!frame) return;
  const surface = surfaceOf(frame, measurement, layers.surface);
  if (surface) drawSurface(context, { ...surface, box: [0, 0, width], colors });
  if (layers.manifold && frame.manifold.length > 0) drawManifold(context, frame, colors);
  if (layers.real) drawPoints(context, frame.real, colors.real, dotRadius ?? 2.5);
  if (layers.generated) drawPoints(context, generated, colors.generated, dotRadius ?? 3.5);
  if (layers.arrows) drawArrows(context, generated, frame.pulls, colors);
}

function surfaceOf(frame: PlaneFrame, measurement: Measurement | undefined, surface: Surface) {
  if (surface === 'none') return undefined;
  if (surface === 'trained') return { values: frame.scores, side: frame.side };
  if (!measurement) return undefined;
  if (surface === 'best') return { values: measurement.bestScores, side: measurement.side };
  const values = frame.scores.map((score, index) => 0.5 + (score - measurement.bestScores[index]!) / 2);
  return { values, side: frame.side };
}

/** Draws dots at points of the square. */
export function drawPoints(
  context: CanvasRenderingContext2D,
  points: Float32Array,
  color: string,
  radius: number,
): void {
  const { place } = scales(context);
  context.fillStyle = color;
  context.globalAlpha = 0.75;
  context.beginPath();
  for (let index = 0; index < points.length; index += 2) {
    const [x, y] = place(points[index]!, points[index + 1]!);
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
  }
  context.fill();
  context.globalAlpha = 1;
}

/** Arrows as long as the strongest pulls allow: what they say is the direction, and which are stronger. */
function drawArrows(
  context: CanvasRenderingContext2D,
  points: Float32Array,
  pulls: Float32Array,
  { ink }: Palette,
): void {
  const { place } = scales(context);
  const lengths = Array.from({ length: pulls.length / 2 }, (_, index) =>
    Math.hypot(pulls[2 * index]!, pulls[2 * index + 1]!),
  ).sort((a, b) => a - b);
  const scale = 0.22 / (lengths[Math.floor(0.9 * lengths.length)]! || 1);
  context.strokeStyle = ink;
  context.lineWidth = 1.5;
  context.globalAlpha = 0.7;
  context.beginPath();
  for (let index = 0; index < pulls.length; index += 2) {
    const [px, py] = [pulls[index]! * scale, pulls[index + 1]! * scale];
    const shorten = Math.min(1, 0.3 / (Math.hypot(px, py) || 1));
    const [fromX, fromY] = place(points[index]!, points[index + 1]!);
    const [toX, toY] = place(points[index]! + px * shorten, points[index + 1]! + py * shorten);
    const [alongX, alongY] = [(toX - fromX) / 4, (toY - fromY) / 4];
    context.moveTo(fromX, fromY);
    context.lineTo(toX, toY);
    context.lineTo(toX - alongX + alongY, toY - alongY - alongX);
    context.moveTo(toX, toY);
    context.lineTo(toX - alongX - alongY, toY - alongY + alongX);
  }
  context.stroke();
  context.globalAlpha = 1;
}

/** The image of a regular grid of noise: what G makes of the noise's own plane. */
function drawManifold(context: CanvasRenderingContext2D, frame: PlaneFrame, { generated }: Palette): void {
  const { place } = scales(context);
  const { manifold, manifoldSide } = frame;
  const count = manifold.length / 2;
  const at = (index: number) => place(manifold[2 * index]!, manifold[2 * index + 1]!);
  context.strokeStyle = generated;
  context.globalAlpha = 0.45;
  context.lineWidth = 1;
  context.beginPath();
  for (let index = 0; index < count; index++) {
    const [x, y] = at(index);
    if (index % manifoldSide > 0) {
      context.moveTo(...at(index - 1));
      context.lineTo(x, y);
    }
    if (index >= manifoldSide) {
      context.moveTo(...at(index - manifoldSide));
      context.lineTo(x, y);
    }
  }
  context.stroke();
  context.globalAlpha = 1;
}

function scales({ canvas: { width, height } }: CanvasRenderingContext2D) {
  const place = (x: number, y: number): [number, number] => [
    ((x + extent) / (2 * extent)) * width,
    ((extent - y) / (2 * extent)) * height,
  ];
  return { place };
}
