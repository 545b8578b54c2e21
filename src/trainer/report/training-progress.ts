import type { Role } from '../networks/model';
import type { SavedWatch } from './gradient-watch';
import type { SavedMeans } from './running-means';

/** Counts, and what was gathered since the last report, as a checkpoint has them. */
export interface TrainingProgress {
  readonly step: number;
  readonly counts: Readonly<Record<Role, number>>;
  readonly unreportedSteps: number;
  readonly onlySigmoidLikeLogits: boolean;
  readonly means: SavedMeans;
  readonly watch: SavedWatch;
}
