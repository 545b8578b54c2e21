/** Metrics of gan-core/metrics that these checks say nothing of, each with the reason. */
export const leftOut: Readonly<Record<string, string>> = {
  inceptionScore: 'looks at no real samples',
  klOverModes: 'needs the modes',
  modeCoverage: 'needs the modes',
  perceptualPathLength: 'needs the generator',
  nearestNeighborMemorization: 'needs training samples',
  generalizationGap: 'needs training samples',
};
