import * as tf from '@tensorflow/tfjs-core';
import { scatterSvg } from 'gan-core/figures';
import { describe, expect, it } from 'vitest';
import { onCpu } from '../support/on-cpu';
import { marksOf, numbersIn, parseSvg, textsOf } from './parse-svg';

onCpu();

const real = [
  [0, 0],
  [1, 2],
  [-2, 1],
];
const generated = [[0.5, -1.5]];

/** Places of the dots of each group: the plot has 50 units at the left, 6 above. */
function dots(svg: string) {
  return marksOf(parseSvg(svg), 'dot', 'circle').map((group) =>
    group.map((circle) => ['cx', 'cy'].map((name) => Number(circle.getAttribute(name)))),
  );
}

describe('scatterSvg', () => {
  it('puts each point where the axes say, group by group', async () => {
    const svg = await scatterSvg(
      [
        { name: 'real', points: real },
        { name: 'generated', points: tf.tensor2d(generated), color: '#123456', radius: 4 },
      ],
      { middle: [0, 0], reach: 4, side: 200 },
    );
    // 200 units for 8: 25 a unit; the middle is at 50 + 100, 6 + 100.
    expect(dots(svg)).toEqual([
      [
        [150, 106],
        [175, 56],
        [100, 81],
      ],
      [[162.5, 143.5]],
    ]);
    const [blue, other] = [...parseSvg(svg).querySelectorAll('g[aria-label="dot"]')];
    expect([blue!.getAttribute('fill'), other!.getAttribute('fill')]).toEqual(['#0072b2', '#123456']);
    expect(
      marksOf(parseSvg(svg), 'dot', 'circle')
        .flat()
        .map((circle) => circle.getAttribute('r')),
    ).toEqual(['1.5', '1.5', '1.5', '4']);
  });

  it('takes a square about all points by itself', async () => {
    // x from −2 to 1, y from −1.5 to 2: the middle is (−0.5, 0.25), and 1.75 the farthest; 5 % more than that are 1.8375.
    const points = [...real, ...generated];
    const svg = await scatterSvg([{ name: 'all', points }], { side: 200 });
    const expected = points.map(([x, y]) => [
      50 + 100 * (1 + (x! + 0.5) / 1.8375),
      6 + 100 * (1 - (y! - 0.25) / 1.8375),
    ]);
    for (const [index, place] of dots(svg)[0]!.entries())
      for (const axis of [0, 1]) expect(place[axis]).toBeCloseTo(expected[index]![axis]!, 6);
  });

  it('leaves out what lies beyond, and what is not finite', async () => {
    const points = [[0, 0], [9, 0], [Number.NaN, 0], [0, Infinity], Float32Array.of(1, 1)];
    const svg = await scatterSvg([{ name: 'all', points }], { middle: [0, 0], reach: 2, side: 100 });
    expect(dots(svg)).toEqual([
      [
        [100, 56],
        [125, 31],
      ],
    ]);
  });

  it('draws circles as large as the axes say', async () => {
    const svg = await scatterSvg([{ name: 'real', points: real }], {
      middle: [0, 0],
      reach: 4,
      side: 200,
      circles: [{ center: [1, 1], radius: 2 }],
    });
    const [[path]] = marksOf(parseSvg(svg), 'line', 'path') as [[never]];
    const places = numbersIn(path, 'd');
    expect(places.length).toBe(2 * 73);
    for (let index = 0; index < places.length; index += 2) {
      const [x, y] = [(places[index]! - 150) / 25, (106 - places[index + 1]!) / 25];
      expect(Math.hypot(x - 1, y - 1)).toBeCloseTo(2, 3);
    }
  });

  it('writes labels where the axes say', async () => {
    const labels = [
      { text: 'a mode', at: [2, 1], anchor: 'start', color: '#b91c1c', bold: true },
      { text: 'another', at: [0, -2] },
    ] as const;
    const svg = parseSvg(
      await scatterSvg([{ name: 'real', points: real }], { middle: [0, 0], reach: 4, side: 200, labels }),
    );
    const [first, second] = [...svg.querySelectorAll('g[aria-label="text"]')];
    expect(numbersIn([...first!.querySelectorAll('text')][0]!, 'transform')).toEqual([200, 81]);
    expect(numbersIn([...second!.querySelectorAll('text')][0]!, 'transform')).toEqual([150, 156]);
    expect([first!.getAttribute('fill'), first!.getAttribute('font-weight')]).toEqual(['#b91c1c', 'bold']);
    expect(first!.getAttribute('text-anchor')).toBe('start');
  });

  it('names the axes, the ticks and the groups', async () => {
    const groups = [
      { name: 'real', points: real },
      { name: 'a < b & "c"', points: generated },
    ];
    const svg = parseSvg(await scatterSvg(groups, { title: 'Points <1>', axes: ['width', 'height'] }));
    const texts = textsOf(svg);
    expect(texts).toEqual(
      expect.arrayContaining(['Points <1>', 'real', 'a < b & "c"', 'width', 'height', '0']),
    );
    const plain = parseSvg(await scatterSvg(groups, { legend: false }));
    expect(textsOf(plain)).not.toContain('real');
    expect(Number(svg.getAttribute('height'))).toBeGreaterThan(Number(plain.getAttribute('height')));
  });

  it('draws axes where there are no points, and a single one', async () => {
    expect(dots(await scatterSvg([{ name: 'none', points: [] }]))).toEqual([]);
    expect(dots(await scatterSvg([{ name: 'one', points: [[7, -3]] }]))).toEqual([[[210, 166]]]);
  });

  it.each<[string, unknown, object, RegExp]>([
    ['no groups', [], {}, /^groups: got an array of 0; expected one group or more/],
    ['no group', [1], {}, /^groups\[0\]: got a number \(1\)/],
    ['no name', [{ points: real }], {}, /^groups\[0\]\.name: got undefined; expected a string/],
    [
      'no points',
      [{ name: 'a', points: 1 }],
      {},
      /^groups\[0\]\.points: got a number \(1\); expected points/,
    ],
    [
      'points of three values',
      [{ name: 'a', points: [[1, 2, 3]] }],
      {},
      /^groups\[0\]\.points\[0\]: got \[1, 2, 3\]; expected a point/,
    ],
    [
      'a tensor of three values',
      [{ name: 'a', points: tf.ones([2, 3]) }],
      {},
      /^groups\[0\]\.points: got a float32 tensor of shape \[2,3\]/,
    ],
    [
      'a color’s name',
      [{ name: 'a', points: real, color: 'red' }],
      {},
      /^groups\[0\]\.color: got the string 'red'; expected a color as '#rrggbb'/,
    ],
    ['a radius', [{ name: 'a', points: real, radius: 0 }], {}, /^groups\[0\]\.radius: got 0/],
    ['a reach', [{ name: 'a', points: real }], { reach: -1 }, /^reach: got -1/],
    ['a middle', [{ name: 'a', points: real }], { middle: [0, Number.NaN] }, /^middle\[1\]: got NaN/],
    [
      'a side',
      [{ name: 'a', points: real }],
      { side: 5 },
      /^side: got 5; expected a number in \[50, 10000\]/,
    ],
    ['axes', [{ name: 'a', points: real }], { axes: ['x'] }, /^axes: got an array of 1; expected two names/],
    [
      'circles',
      [{ name: 'a', points: real }],
      { circles: [{ center: [0, 0] }] },
      /^circles\[0\]\.radius: got undefined/,
    ],
    [
      'labels',
      [{ name: 'a', points: real }],
      { labels: [{ text: 'a' }] },
      /^labels\[0\]\.at: got undefined; expected a point/,
    ],
    [
      'an unknown option',
      [{ name: 'a', points: real }],
      { width: 2 },
      /^options: got the unknown key 'width'/,
    ],
  ])('refuses %s', async (_, groups, options, message) => {
    await expect(scatterSvg(groups as never, options)).rejects.toThrow(message);
  });
});
