import { along } from '../gaussian-samples';

export const standard = (dimension: number) => ({
  means: along(dimension, 0),
  deviations: along(dimension, 1),
});
