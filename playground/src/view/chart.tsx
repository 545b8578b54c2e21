import { type ReadonlySignal, useComputed, useSignalEffect } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import uPlot, { type AlignedData, type Series } from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { onPaletteChange, type Palette, palette } from './colors';
import { stepRange } from './step-range';

/** A line of a chart. */
interface Line {
  readonly label: string;
  readonly color: keyof Palette;
  readonly dash?: readonly number[];
  readonly width?: number;
  /** Not drawn itself: an end of a band. */
  readonly isEnd?: boolean;
}

/** A chart of numbers over steps. */
export interface ChartProps {
  readonly title: string;
  readonly lines: readonly Line[];
  /** Places of two lines between which the chart is filled. */
  readonly band?: readonly [number, number];
  readonly data: ReadonlySignal<AlignedData>;
  /** What a screen reader says of it. */
  readonly summary: ReadonlySignal<string>;
}

const height = 170;

/** A chart, or the word that there is nothing yet. */
export function Chart(props: ChartProps) {
  const isEmpty = useComputed(() => props.data.value[0].length === 0);
  return isEmpty.value ? <p class="no-chart">{props.title}: nothing yet</p> : <DrawnChart {...props} />;
}

function DrawnChart({ title, lines, band, data, summary }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const [mode, setMode] = useState(0);

  useEffect(() => onPaletteChange(() => setMode((count) => count + 1)), []);
  useEffect(() => {
    const element = place.current!;
    const made = new uPlot(chartOptions(element.clientWidth, lines, band), data.peek(), element);
    plot.current = made;
    const observer = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
    };
  }, [mode]);
  useSignalEffect(() => plot.current?.setData(data.value));

  return (
    <figure class="chart">
      <figcaption>
        {title}
        <span class="legend">
          {lines
            .filter(({ isEnd }) => !isEnd)
            .map(({ label, color, dash }) => (
              <span key={label}>
                <svg width="22" height="8" aria-hidden="true">
                  <line
                    x1="0"
                    x2="22"
                    y1="4"
                    y2="4"
                    stroke={palette()[color] as string}
                    stroke-width="2.5"
                    stroke-dasharray={dash?.join(' ')}
                  />
                </svg>
                {label}
              </span>
            ))}
        </span>
      </figcaption>
      <div ref={place} role="img" aria-label={summary} />
    </figure>
  );
}

/** Whether a line has but one value, which no line is drawn through. */
function isSingle({ data }: uPlot, line: number): boolean {
  return Array.from(data[line]!).filter((value) => typeof value === 'number').length === 1;
}

function chartOptions(
  width: number,
  lines: readonly Line[],
  band: readonly [number, number] | undefined,
): uPlot.Options {
  const colors = palette();
  const axis = {
    stroke: colors.ink,
    grid: { stroke: colors.faint, width: 0.5 },
    ticks: { stroke: colors.faint, width: 0.5 },
    font: '12px system-ui, sans-serif',
  };
  return {
    width,
    height,
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false, range: ({ data: [steps] }) => stepRange(steps[0]!, steps.at(-1)!) } },
    axes: [
      { ...axis, size: 32 },
      { ...axis, size: 48 },
    ],
    series: [
      {},
      ...lines.map(
        ({ label, color, dash, width: thickness = 2, isEnd }): Series => ({
          label,
          stroke: isEnd ? 'transparent' : (colors[color] as string),
          width: thickness,
          spanGaps: true,
          points: { show: isEnd ? false : isSingle, size: 7, fill: colors[color] as string },
          ...(dash ? { dash: [...dash] } : {}),
        }),
      ),
    ],
    ...(band ? { bands: [{ series: [...band] as [number, number], fill: `${colors.real}40` }] } : {}),
  };
}
