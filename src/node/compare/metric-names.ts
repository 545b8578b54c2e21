/** Metric as the command line names it. */
export interface NamedMetric {
  /** Name that is typed. */
  readonly name: string;
  /** Description for the help. */
  readonly about: string;
  /** Whether it is among those that run where none are named. */
  readonly usual: boolean;
  /** Whether it needs the training samples. */
  readonly needsTraining: boolean;
}

const metric = (name: string, about: string, { usual = true, needsTraining = false } = {}): NamedMetric => ({
  name,
  about,
  usual,
  needsTraining,
});

/** Metrics that `compare` knows, in the order of the table. */
export const namedMetrics: readonly NamedMetric[] = [
  metric('frechet', 'Fréchet distance of means and covariances'),
  metric('frechet-extrapolated', 'the same, extrapolated to infinitely many samples'),
  metric('kid', 'kernel distance of the first three moments, unbiased'),
  metric('mind', 'sliced Wasserstein distance of the whole distributions'),
  metric('cmmd', 'kernel distance at the scale of --bandwidth, of CLIP', { usual: false }),
  metric('clipped', 'Clipped Density and Coverage: shares of good samples'),
  metric('precision-recall', 'improved precision and recall, 3 neighbors'),
  metric('density-coverage', 'density and coverage, 5 neighbors'),
  metric('c2st', 'accuracy of a classifier that tells them apart, p-value'),
  metric('memorization', 'nearness to training samples, p-value: with --train', { needsTraining: true }),
  metric('generalization-gap', 'likelihood of training against real: with --train', { needsTraining: true }),
];

/** Names that people ask for and get no metric by, each with the reason and the way out. */
export const refusedMetrics: Readonly<Record<string, string>> = {
  fid: "FID is the Fréchet distance of Inception v3's features, and of others it isn't FID. Of digits, spectrograms or icons Inception's say nothing: it knows photographs. Take 'frechet', and name the features beside the figure.",
  'inception-score':
    "it is made of a classifier's outputs for its own classes, and knows no real data. Take 'clipped'; or call inceptionScore of gan-core/metrics with your classifier's outputs.",
};

/** Other spellings of the refused ones. */
export const refusedSpellings: Readonly<Record<string, string>> = {
  'fid-inf': 'fid',
  'fid-infinity': 'fid',
  'clean-fid': 'fid',
  is: 'inception-score',
  inception: 'inception-score',
};
