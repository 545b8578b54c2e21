const width = 160;
const height = 18;
const most = Math.LN2;

interface IntervalBarProps {
  readonly value: number;
  readonly interval: readonly [number, number];
  readonly color: 'real' | 'bound';
}

/** A divergence with its interval on the line from 0 to log 2. The numbers stand beside it. */
export function IntervalBar({ value, interval, color }: IntervalBarProps) {
  const at = (each: number) => 6 + (Math.min(Math.max(each, 0), most) / most) * (width - 12);
  return (
    <svg class={`interval ${color}`} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <line class="axis" x1={at(0)} x2={at(most)} y1={height / 2} y2={height / 2} />
      <line class="span" x1={at(interval[0])} x2={at(interval[1])} y1={height / 2} y2={height / 2} />
      <circle cx={at(value)} cy={height / 2} r="5" />
    </svg>
  );
}
