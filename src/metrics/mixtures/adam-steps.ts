const FIRST_DECAY = 0.9;
const SECOND_DECAY = 0.999;
const EPSILON = 1e-8;

/**
 * Adam on plain numbers, with PyTorch's defaults.
 *
 * Source: Kingma & Ba 2015, "Adam: A Method for Stochastic Optimization", algorithm 1.
 */
export class AdamSteps {
  private readonly first: Float64Array;
  private readonly second: Float64Array;
  private steps = 0;

  constructor(
    count: number,
    private readonly learningRate: number,
  ) {
    this.first = new Float64Array(count);
    this.second = new Float64Array(count);
  }

  /** Takes one step down the gradient. */
  move(parameters: Float64Array, gradient: Float64Array): void {
    this.steps++;
    const { first, second } = this;
    const [firstPart, secondPart] = [1 - FIRST_DECAY ** this.steps, 1 - SECOND_DECAY ** this.steps];
    for (let index = 0; index < parameters.length; index++) {
      const slope = gradient[index]!;
      first[index] = FIRST_DECAY * first[index]! + (1 - FIRST_DECAY) * slope;
      second[index] = SECOND_DECAY * second[index]! + (1 - SECOND_DECAY) * slope ** 2;
      parameters[index]! -=
        (this.learningRate * (first[index]! / firstPart)) /
        (Math.sqrt(second[index]! / secondPart) + EPSILON);
    }
  }
}
