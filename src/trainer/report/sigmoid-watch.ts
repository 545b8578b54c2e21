import type { TrainableModel } from '../../tfjs';
import { lastActivation } from '../networks/model';
import type { MeansReading } from './running-means';

/** Steps after which raw outputs have hardly all stayed within [0, 1] by chance. */
const ENOUGH_STEPS = 10;

/** Watches whether D ends in a sigmoid: the losses take logits, and would take its outputs for some. */
export class SigmoidWatch {
  /** Whether all logits so far lay within [0, 1]. */
  onlySigmoidLikeLogits = true;

  constructor(private readonly discriminator: TrainableModel) {}

  /** Looks at the latest logits. */
  observe({ smallestLogit, largestLogit }: MeansReading): void {
    this.onlySigmoidLikeLogits &&= smallestLogit >= 0 && largestLogit <= 1;
  }

  /**
   * The warning, after so many steps. Raw outputs may happen to lie within [0, 1] at first, but hardly after some steps of
   * training; and not for another reason where the model says that its last layer is linear.
   */
  warnings(step: number): string[] {
    const activation = lastActivation(this.discriminator);
    if (!this.onlySigmoidLikeLogits || activation === 'linear') return [];
    if (step < ENOUGH_STEPS && activation !== 'sigmoid') return [];
    return [
      'The discriminator seems to end in a sigmoid: all its outputs so far lie within [0, 1]. The losses take logits, so remove its last activation.',
    ];
  }
}
