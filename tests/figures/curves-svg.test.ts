import { line } from '@observablehq/plot';
import { curvesSvg, plotSvg } from 'gan-core/figures';
import { describe, expect, it } from 'vitest';
import { marksOf, numbersIn, parseSvg, textsOf } from './parse-svg';

const x = [0, 50, 100];
/** The plot has 56 units at the left, 26 at the right, 8 above and 40 below: here 400 by 200 are left. */
const size = { width: 482, height: 248, yDomain: [0, 2] as const };

/** Pieces of each curve's line: the numbers of each `M…` of its path. */
function lines(svg: string) {
  return marksOf(parseSvg(svg), 'line', 'path').map(([path]) =>
    path!
      .getAttribute('d')!
      .split('M')
      .slice(1)
      .map((piece) => (piece.match(/-?\d+(\.\d+)?/g) ?? []).map(Number)),
  );
}

describe('curvesSvg', () => {
  it('puts each value where the axes say', async () => {
    const curves = [
      { name: 'discriminator', x, y: [2, 1, 0.5] },
      { name: 'generator', x: [0, 100], y: Float32Array.of(0, 1), color: '#123456', dashed: true },
    ];
    const svg = await curvesSvg(curves, size);
    expect(lines(svg)).toEqual([[[56, 8, 256, 108, 456, 158]], [[56, 208, 456, 108]]]);
    const drawn = [...parseSvg(svg).querySelectorAll('g[aria-label="line"]')];
    expect(drawn.map((each) => each.getAttribute('stroke'))).toEqual(['#0072b2', '#123456']);
    expect(drawn.map((each) => each.getAttribute('stroke-dasharray'))).toEqual([null, '6,4']);
    const dots = marksOf(parseSvg(svg), 'dot', 'circle').map((each) => each.length);
    // None on a dashed line.
    expect(dots).toEqual([3]);
  });

  it('has gaps where a value is not finite', async () => {
    const y = [1, 1, Number.NaN, 1, Infinity, 2];
    const svg = await curvesSvg([{ name: 'loss', x: [0, 20, 40, 60, 80, 100], y }], size);
    expect(lines(svg)[0]!.map((piece) => piece.slice(0, 2))).toEqual([
      [56, 108],
      [296, 108],
      [456, 8],
    ]);
    expect(marksOf(parseSvg(svg), 'dot', 'circle')[0]).toHaveLength(4);
  });

  it('draws intervals: as bars, and as a band where there are many', async () => {
    const interval = [
      [0.5, 1.5],
      [-Infinity, 1],
      [0, 2],
    ] as const;
    const bars = await curvesSvg([{ name: 'measured', x, y: [1, 1, 1], interval }], size);
    const drawn = marksOf(parseSvg(bars), 'rule', 'line').flat();
    const ends = drawn.map((bar) => ['x1', 'y1', 'y2'].map((name) => Number(bar.getAttribute(name))));
    expect(ends.map(([at]) => at)).toEqual([56, 456]);
    expect(ends.map(([, low, high]) => [low, high])).toEqual([
      [158, 58],
      [208, 8],
    ]);
    const many = Array.from({ length: 101 }, (_, index) => index);
    const band = await curvesSvg(
      [{ name: 'measured', x: many, y: many.map(() => 1), interval: many.map(() => [0.5, 1.5] as const) }],
      size,
    );
    const [[area]] = marksOf(parseSvg(band), 'area', 'path') as [[never]];
    const heights = numbersIn(area, 'd').filter((_, index) => index % 2 === 1);
    expect(new Set(heights)).toEqual(new Set([58, 158]));
    expect(marksOf(parseSvg(band), 'dot', 'circle')).toEqual([]);
  });

  it('has a logarithmic axis, on which what is not above 0 is a gap', async () => {
    const svg = await curvesSvg([{ name: 'loss', x, y: [0.01, 0, 1] }], {
      ...size,
      yScale: 'log',
      yDomain: [0.01, 100],
    });
    expect(lines(svg)[0]!.map((piece) => piece.slice(0, 2))).toEqual([
      [56, 208],
      [456, 108],
    ]);
    expect(textsOf(parseSvg(svg), 'y-axis tick label').filter((text) => text !== '')).toEqual([
      '0.01',
      '0.1',
      '1',
      '10',
      '100',
    ]);
    const ticks = async (yDomain: readonly [number, number]) => {
      const drawn = await curvesSvg([{ name: 'rate', x: [0], y: [yDomain[0]] }], { yScale: 'log', yDomain });
      return textsOf(parseSvg(drawn), 'y-axis tick label').filter((text) => text !== '');
    };
    expect(await ticks([1e-5, 1e-4])).toEqual(['1e-5', '1e-4']);
    expect(await ticks([0.2, 0.55])).toEqual(expect.arrayContaining(['0.2', '0.3', '0.4', '0.5']));
    await expect(curvesSvg([{ name: 'loss', x, y: x }], { yScale: 'log', yDomain: [0, 1] })).rejects.toThrow(
      /^yDomain: got \[0, 1\]; expected \[low, high\], finite, low < high, and above 0/,
    );
  });

  it('names the axes, their ticks and the curves, in as many rows as they need', async () => {
    const named = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ name: `curve number ${index}`, x, y: x }));
    const svg = parseSvg(await curvesSvg(named(9), { title: 'All', xLabel: 'epoch', yLabel: 'loss (nats)' }));
    const texts = textsOf(svg);
    expect(texts).toEqual(expect.arrayContaining(['All', 'epoch', 'loss (nats)', '0', '100']));
    const entries = [...svg.querySelectorAll('text')].filter(({ textContent }) =>
      /^curve number/.test(textContent!),
    );
    expect(entries).toHaveLength(9);
    const places = entries.map((entry) => [Number(entry.getAttribute('x')), Number(entry.getAttribute('y'))]);
    expect(new Set(places.map(String)).size).toBe(9);
    for (const [left] of places) expect(left! + 14 * 8).toBeLessThan(640);
    const plain = parseSvg(await curvesSvg(named(9), { legend: false }));
    expect(textsOf(plain)).not.toContain('curve number 0');
    expect(plain.getAttribute('height')).toBe('300');
  });

  it('takes a curve of one value, of none, and of none that is finite', async () => {
    const one = await curvesSvg([{ name: 'loss', x: [5], y: [1] }]);
    expect(marksOf(parseSvg(one), 'dot', 'circle')[0]).toHaveLength(1);
    for (const y of [[], [Number.NaN]])
      for (const yScale of ['linear', 'log'] as const)
        expect(await curvesSvg([{ name: 'loss', x: y.map(() => 0), y }], { yScale })).toContain('loss');
  });

  it.each<[string, unknown, object, RegExp]>([
    ['no curves', [], {}, /^curves: got an array of 0; expected one curve or more/],
    ['no curve', [1], {}, /^curves\[0\]: got a number \(1\)/],
    ['no name', [{ x, y: x }], {}, /^curves\[0\]\.name: got undefined/],
    ['no values', [{ name: 'a', x }], {}, /^curves\[0\]\.y: got undefined; expected an array of numbers/],
    ['too few', [{ name: 'a', x, y: [1] }], {}, /^curves\[0\]\.y: got 1 values for 3 places in x/],
    ['a place', [{ name: 'a', x: [0, Number.NaN], y: [1, 1] }], {}, /^curves\[0\]\.x\[1\]: got NaN/],
    ['text', [{ name: 'a', x, y: [1, '2', 3] }], {}, /^curves\[0\]\.y\[1\]: got the string '2'/],
    ['intervals', [{ name: 'a', x, y: x, interval: [1] }], {}, /^curves\[0\]\.interval: got an array of 1/],
    [
      'an interval',
      [{ name: 'a', x: [1], y: [1], interval: [[1]] }],
      {},
      /^curves\[0\]\.interval\[0\]: got an array of 1/,
    ],
    ['a color', [{ name: 'a', x, y: x, color: 'x' }], {}, /^curves\[0\]\.color: got the string 'x'/],
    ['dashed', [{ name: 'a', x, y: x, dashed: 1 }], {}, /^curves\[0\]\.dashed: got a number/],
    ['a width', [{ name: 'a', x, y: x }], { width: 1 }, /^width: got 1; expected a number in \[100, 10000\]/],
    ['a domain', [{ name: 'a', x, y: x }], { yDomain: [2, 1] }, /^yDomain: got \[2, 1\]/],
    ['a scale', [{ name: 'a', x, y: x }], { yScale: 'x' }, /^yScale: got the string 'x'/],
    ['a title', [{ name: 'a', x, y: x }], { title: 1 }, /^title: got a number/],
    ['an unknown option', [{ name: 'a', x, y: x }], { log: true }, /^options: got the unknown key 'log'/],
  ])('refuses %s', async (_, curves, options, message) => {
    await expect(curvesSvg(curves as never, options)).rejects.toThrow(message);
  });
});

describe('plotSvg', () => {
  it('draws what Plot draws, as an SVG that stands alone', async () => {
    const svg = await plotSvg({
      width: 300,
      height: 100,
      marks: [
        line([
          [0, 1],
          [2, 3],
        ]),
      ],
    });
    expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg).not.toContain('<style');
    expect(marksOf(parseSvg(svg), 'line', 'path')).toHaveLength(1);
  });

  it('refuses what makes HTML, and what Plot cannot draw', async () => {
    await expect(plotSvg({ title: 'A', marks: [line([[0, 1]])] })).rejects.toThrow(/^options: make HTML/);
    await expect(plotSvg({ x: { type: 'no such scale' as never }, marks: [line([[0, 1]])] })).rejects.toThrow(
      /^options: Plot can't draw them: Error: unknown scale type/,
    );
    await expect(plotSvg(1 as never)).rejects.toThrow(/^options: got a number \(1\); expected the options/);
  });
});
