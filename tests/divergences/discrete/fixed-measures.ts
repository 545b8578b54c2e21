import {
  jeffreysDivergence,
  jensenShannonDivergence,
  klDivergence,
  neymanChiSquared,
  pearsonChiSquared,
  reverseKlDivergence,
  squaredHellingerDistance,
  totalVariationDistance,
} from 'gan-core/divergences';

/** The divergences without a parameter, by name. */
export const fixedMeasures = {
  klDivergence,
  reverseKlDivergence,
  jensenShannonDivergence,
  totalVariationDistance,
  squaredHellingerDistance,
  pearsonChiSquared,
  neymanChiSquared,
  jeffreysDivergence,
};
