import { size } from './parts';

type Path = readonly (readonly [x: number, y: number])[];

interface Arrow {
  readonly path: Path;
  /** What goes along: points and numbers forward, gradients back to the network that moves by them. */
  readonly kind: 'forward' | 'back-generator' | 'back-discriminator';
}

const arrows: readonly Arrow[] = [
  {
    kind: 'forward',
    path: [
      [62, 84],
      [82, 84],
    ],
  },
  {
    kind: 'forward',
    path: [
      [154, 76],
      [174, 76],
    ],
  },
  {
    kind: 'forward',
    path: [
      [246, 76],
      [262, 76],
      [262, 128],
      [274, 128],
    ],
  },
  {
    kind: 'forward',
    path: [
      [154, 222],
      [174, 222],
    ],
  },
  {
    kind: 'forward',
    path: [
      [246, 222],
      [262, 222],
      [262, 184],
      [274, 184],
    ],
  },
  {
    kind: 'forward',
    path: [
      [304, 106],
      [304, 48],
    ],
  },
  {
    kind: 'forward',
    path: [
      [304, 206],
      [304, 264],
    ],
  },
  {
    kind: 'back-discriminator',
    path: [
      [340, 264],
      [340, 206],
    ],
  },
  // Through D, which stays as it is, and through the points to G.
  {
    kind: 'back-generator',
    path: [
      [340, 48],
      [340, 106],
    ],
  },
  {
    kind: 'back-generator',
    path: [
      [274, 154],
      [210, 154],
      [210, 132],
    ],
  },
  {
    kind: 'back-generator',
    path: [
      [174, 104],
      [154, 104],
    ],
  },
];

/** What goes from part to part: whole lines forward, dashed ones for gradients, which run along them while their network moves. */
export function Arrows() {
  return (
    <svg class="flow" viewBox={`0 0 ${size[0]} ${size[1]}`} aria-hidden="true">
      {arrows.map(({ path, kind }, index) => (
        <g key={index} class={kind}>
          <polyline
            points={shortened(path)
              .map((point) => point.join())
              .join(' ')}
          />
          <path d={headOf(path)} />
        </g>
      ))}
    </svg>
  );
}

const headLength = 7;

/** The last two points' direction, of length 1. */
function direction(path: Path): readonly [number, number] {
  const [from, to] = [path.at(-2)!, path.at(-1)!];
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  return [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
}

/** The line, which ends where the head begins. */
function shortened(path: Path): Path {
  const [x, y] = direction(path);
  const [endX, endY] = path.at(-1)!;
  return [...path.slice(0, -1), [endX - x * headLength, endY - y * headLength]];
}

function headOf(path: Path): string {
  const [x, y] = direction(path);
  const [endX, endY] = path.at(-1)!;
  const [baseX, baseY] = [endX - x * headLength, endY - y * headLength];
  const half = 4;
  return `M${endX} ${endY} L${baseX - y * half} ${baseY + x * half} L${baseX + y * half} ${baseY - x * half} Z`;
}
