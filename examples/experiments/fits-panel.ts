import { areaY, line, text } from '@observablehq/plot';
import type { GaussianMixture } from 'gan-core/divergences';
import { type Panel, plotPanel } from '../pictures/figure';
import type { Fit } from './f-gan-target';

/** A mixture on the line, and Gaussians over it. */
export interface FitsPanel extends Pick<Panel, 'heading' | 'notes'> {
  readonly target: GaussianMixture;
  readonly fits: readonly (Fit & { readonly name: string })[];
}

const [from, to, points] = [-5, 8, 261];

/** The mixture's density as an area, each Gaussian's as a line. */
export function fitsPanel({ target, fits, ...head }: FitsPanel): Promise<Panel> {
  const xs = Array.from({ length: points }, (_, index) => from + ((to - from) * index) / (points - 1));
  const mixture = xs.map((x) => ({ x, density: mixtureDensity(target, x) }));
  const top = Math.max(...mixture.map((point) => point.density));
  const lines = fits.flatMap(({ name, mean, deviation }) =>
    xs.map((x) => ({ x, density: density(x, mean, deviation), divergence: name })),
  );
  return plotPanel({
    ...head,
    width: 460,
    height: 260,
    marginTop: 8,
    marginLeft: 55,
    marginBottom: 40,
    x: { label: 'x', labelAnchor: 'center', labelArrow: 'none' },
    y: { label: 'density', labelAnchor: 'center', labelArrow: 'none' },
    color: { domain: fits.map(({ name }) => name) },
    marks: [
      areaY(mixture, { x: 'x', y: 'density', fill: '#ddd' }),
      line(lines, { x: 'x', y: 'density', stroke: 'divergence', strokeWidth: 1.6 }),
      text(
        fits.map(({ name }, place) => ({ name, x: to, density: top * (0.95 - 0.07 * place) })),
        { x: 'x', y: 'density', text: 'name', fill: 'name', textAnchor: 'end', fontWeight: 'bold' },
      ),
      text(['gray: the mixture'], {
        x: to,
        y: top * (0.95 - 0.07 * fits.length),
        textAnchor: 'end',
        fill: '#555',
      }),
    ],
  });
}

function mixtureDensity({ weights, components }: GaussianMixture, x: number): number {
  const parts = components.map(
    ({ mean, covariance }, index) =>
      weights[index]! * density(x, mean as number, Math.sqrt(covariance as number)),
  );
  return parts.reduce((total, part) => total + part, 0);
}

function density(x: number, mean: number, deviation: number): number {
  return Math.exp(-0.5 * ((x - mean) / deviation) ** 2) / (deviation * Math.sqrt(2 * Math.PI));
}
