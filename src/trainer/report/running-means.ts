import { clone, keep, max, mean, min, sigmoid, stack, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { DiscriminatorStep, StepRecord } from '../game/game';
import { NamedMeans } from './named-means';
import { notFinite, stateName } from './not-finite';
import { RunningMean, type SavedMean, sumOfMeans } from './running-mean';

/** The means since the last report, as numbers. */
export interface MeansReading {
  readonly discriminatorLoss: number;
  readonly generatorLoss: number;
  readonly terms: Readonly<Record<string, number>>;
  readonly realScore: number;
  readonly fakeScore: number;
  readonly realLogit: number;
  readonly fakeLogit: number;
  readonly smallestLogit: number;
  readonly largestLogit: number;
  /** Names of the losses, the terms and `state`, where they aren't finite. */
  readonly notFinite: readonly string[];
}

/** State of the means since the last report. The tensors are the caller's. */
export interface SavedMeans {
  readonly discriminator: SavedMean;
  readonly generator: SavedMean;
  readonly terms: Readonly<Record<string, SavedMean>>;
  /** The latest logits of D: on a real batch, on a generated one. None before D's first step. */
  readonly logits: readonly Tensor[];
}

/** Gathers the losses and the latest logits of the steps on the device, so that a step reads nothing back. */
export class RunningMeans {
  private readonly discriminator = new RunningMean();
  private readonly generator = new RunningMean();
  private readonly terms = new NamedMeans();
  private logits: readonly Tensor[] = [];

  /** Takes over the tensors of a step. */
  add({ discriminator, generator }: StepRecord): void {
    for (const step of discriminator) this.addDiscriminatorStep(step);
    for (const step of generator) {
      this.generator.add(step.loss);
      this.terms.add(step.terms);
    }
  }

  private addDiscriminatorStep(step: DiscriminatorStep): void {
    this.discriminator.add(step.loss);
    this.terms.add(step.terms);
    for (const tensor of this.logits) tensor.dispose();
    this.logits = [step.realLogits, step.fakeLogits];
  }

  /**
   * Reads everything in one go, and starts over. There must have been a step of D and one of G.
   *
   * @param state - tensors that must be finite: the weights, and what the optimizers keep
   */
  async read(state: readonly Tensor[]): Promise<MeansReading> {
    const [realLogits, fakeLogits] = this.logits as [Tensor, Tensor];
    const termNames = this.terms.names();
    const numbers = tidy(() =>
      stack([
        this.discriminator.mean(),
        this.generator.mean(),
        mean(sigmoid(realLogits)),
        mean(sigmoid(fakeLogits)),
        mean(realLogits),
        mean(fakeLogits),
        min(stack([min(realLogits), min(fakeLogits)])),
        max(stack([max(realLogits), max(fakeLogits)])),
        sumOfMeans(state),
        ...termNames.map((name) => this.terms.mean(name)),
      ]),
    );
    this.clear();
    const values = await numbers.data();
    numbers.dispose();
    const [
      discriminatorLoss,
      generatorLoss,
      realScore,
      fakeScore,
      realLogit,
      fakeLogit,
      smallestLogit,
      largestLogit,
    ] = values as unknown as [number, number, number, number, number, number, number, number];
    const total = values[8]!;
    const terms = Object.fromEntries(termNames.map((name, index) => [name, values[9 + index]!]));
    return {
      discriminatorLoss,
      generatorLoss,
      terms,
      realScore,
      fakeScore,
      realLogit,
      fakeLogit,
      smallestLogit,
      largestLogit,
      notFinite: notFinite({
        "the discriminator's loss": discriminatorLoss,
        "the generator's loss": generatorLoss,
        ...Object.fromEntries(termNames.map((name) => [`the term '${name}'`, terms[name]!])),
        [stateName]: total,
      }),
    };
  }

  /** A copy of what was gathered. */
  save(): SavedMeans {
    return {
      discriminator: this.discriminator.save(),
      generator: this.generator.save(),
      terms: this.terms.save(),
      logits: this.logits.map((each) => keep(clone(each))),
    };
  }

  /** Goes back to what `save` gave. */
  restore({ discriminator, generator, terms, logits }: SavedMeans): void {
    this.clear();
    this.discriminator.restore(discriminator);
    this.generator.restore(generator);
    this.terms.restore(terms);
    this.logits = logits.map((each) => keep(clone(each)));
  }

  /** Forgets everything gathered. */
  clear(): void {
    for (const each of [this.discriminator, this.generator, this.terms]) each.clear();
    for (const tensor of this.logits) tensor.dispose();
    this.logits = [];
  }
}
