import { createRandom } from 'gan-core/distributions';
import { jensenShannonDivergence, valueFunction } from 'gan-core/divergences';
import { jensenShannonFromLogits } from 'gan-core/estimators';
import { describe, expect, it } from 'vitest';
import { answersOfLogits, countAnswers } from '../../playground/src/against/answers';
import { binomialInterval } from '../../playground/src/against/binomial-interval';
import { jensenShannonFromAnswers } from '../../playground/src/against/jensen-shannon-from-answers';
import { drawRound } from '../../playground/src/against/round';
import { valueFromLogits } from '../../playground/src/against/value-from-logits';

const counts = (realCalledReal: number, generatedCalledReal: number, each = 10) => ({
  real: each,
  realCalledReal,
  generated: each,
  generatedCalledReal,
});

describe('the divergence from answers', () => {
  it('is 0 for one who guesses, and log 2 for one who knows', () => {
    expect(jensenShannonFromAnswers(counts(5, 5)).value).toBe(0);
    expect(jensenShannonFromAnswers(counts(5, 5)).bestValue).toBeCloseTo(-2 * Math.LN2, 14);
    const knows = jensenShannonFromAnswers(counts(10, 0));
    expect(knows.value).toBeCloseTo(Math.LN2, 14);
    expect(knows.bestValue).toBeCloseTo(0, 14);
    expect(knows.interval[1]).toBeCloseTo(Math.LN2, 14);
  });

  it('is that of the answers, as the value function of the best D on them has it', () => {
    // r = 0.8, f = 0.3: by hand, ½ Σ p log(p/m) + ½ Σ q log(q/m).
    const [p, q] = [
      [0.8, 0.2],
      [0.3, 0.7],
    ] as const;
    const byHand = p.reduce((sum, value, index) => {
      const m = (value + q[index]!) / 2;
      return sum + (value * Math.log(value / m) + q[index]! * Math.log(q[index]! / m)) / 2;
    }, 0);
    const { value, bestValue, realRate, generatedRate } = jensenShannonFromAnswers(counts(8, 3));
    expect([realRate, generatedRate]).toEqual([0.8, 0.3]);
    expect(value).toBeCloseTo(byHand, 14);
    expect(bestValue).toBeCloseTo(
      valueFunction(
        p,
        q,
        p.map((each, index) => each / (each + q[index]!)),
      ),
      14,
    );
  });

  it('counts one who has it the wrong way round as one who knows: the channel tells as much', () => {
    const [right, wrong] = [jensenShannonFromAnswers(counts(9, 2)), jensenShannonFromAnswers(counts(2, 9))];
    expect(wrong.value).toBeCloseTo(right.value, 14);
    expect(wrong.interval[0]).toBeCloseTo(right.interval[0], 12);
  });

  it('has an interval that covers the channel as often as it says, and never lies above the data’s', () => {
    // Exactly, over all answers that ten and ten pictures can get.
    const binomial = (n: number, k: number, p: number) => {
      let choose = 1;
      for (let index = 1; index <= k; index++) choose *= (n - index + 1) / index;
      return choose * p ** k * (1 - p) ** (n - k);
    };
    for (const [r, f] of [
      [0.5, 0.5],
      [0.7, 0.4],
      [0.9, 0.2],
      [0.97, 0.6],
      [0.99, 0.01],
    ] as const) {
      const truth = jensenShannonDivergence([r, 1 - r], [f, 1 - f]);
      let covered = 0;
      for (let a = 0; a <= 10; a++)
        for (let b = 0; b <= 10; b++) {
          const [lower, upper] = jensenShannonFromAnswers(counts(a, b)).interval;
          if (lower <= truth + 1e-12 && truth <= upper + 1e-12)
            covered += binomial(10, a, r) * binomial(10, b, f);
        }
      expect(covered).toBeGreaterThanOrEqual(0.95);
    }
  });

  it('is no more than that of the pictures, whatever the answers depend on', () => {
    // Six kinds of picture, each called real with a chance of its own: data processing.
    const random = createRandom(3);
    for (let round = 0; round < 100; round++) {
      const draw = () => {
        const weights = Array.from({ length: 6 }, () => random.next());
        const sum = weights.reduce((total, weight) => total + weight, 0);
        return weights.map((weight) => weight / sum);
      };
      const [p, q] = [draw(), draw()];
      const chance = Array.from({ length: 6 }, () => random.next());
      const rate = (of: readonly number[]) => of.reduce((sum, each, kind) => sum + each * chance[kind]!, 0);
      const answers = { real: 1, generated: 1, realCalledReal: rate(p), generatedCalledReal: rate(q) };
      const [r, f] = [answers.realCalledReal, answers.generatedCalledReal];
      expect(jensenShannonDivergence([r, 1 - r], [f, 1 - f])).toBeLessThanOrEqual(
        jensenShannonDivergence(p, q) + 1e-12,
      );
    }
  });
});

describe('the interval of a probability', () => {
  it('is that of Clopper and Pearson', () => {
    // scipy.stats.binomtest(7, 10).proportion_ci(0.95, method="exact")
    const [lower, upper] = binomialInterval(7, 10, 0.95);
    expect(lower).toBeCloseTo(0.3475471499399921, 12);
    expect(upper).toBeCloseTo(0.9332604888222655, 12);
  });

  it('has its ends in closed form for none and for all', () => {
    expect(binomialInterval(0, 10, 0.95)[0]).toBe(0);
    expect(binomialInterval(0, 10, 0.95)[1]).toBeCloseTo(1 - 0.025 ** (1 / 10), 12);
    expect(binomialInterval(10, 10, 0.95)[0]).toBeCloseTo(0.025 ** (1 / 10), 12);
    expect(binomialInterval(10, 10, 0.95)[1]).toBe(1);
  });
});

describe('answers', () => {
  it('are counted by side', () => {
    const answers = [
      { isReal: true, saidReal: true },
      { isReal: true, saidReal: false },
      { isReal: true, saidReal: true },
      { isReal: false, saidReal: true },
    ];
    expect(countAnswers(answers)).toEqual({
      real: 3,
      realCalledReal: 2,
      generated: 1,
      generatedCalledReal: 1,
    });
  });

  it('of D are real where it says more than ½', () => {
    expect(answersOfLogits([0.1, -0.1, 3], [0, -5, 0.01, 2])).toEqual({
      real: 3,
      realCalledReal: 2,
      generated: 4,
      generatedCalledReal: 2,
    });
  });
});

describe('V from logits', () => {
  it('is as gan-core’s estimator has it, divergence and error', async () => {
    const random = createRandom(1);
    const real = Float32Array.from({ length: 50 }, () => 2 * random.normal() + 1);
    const generated = Float32Array.from({ length: 40 }, () => 2 * random.normal() - 1);
    const { divergence, standardError, value } = valueFromLogits(real, generated);
    const reference = await jensenShannonFromLogits(real, generated);
    expect(divergence).toBeCloseTo(reference.value, 12);
    expect(standardError).toBeCloseTo(reference.standardError, 12);
    expect(value).toBeCloseTo(2 * reference.value - 2 * Math.LN2, 12);
  });

  it('is −2 log 2 for a D that always says ½, and finite for one that is certain and wrong', () => {
    expect(valueFromLogits([0, 0], [0, 0]).value).toBeCloseTo(-2 * Math.LN2, 14);
    expect(valueFromLogits([-1000, -1000], [1000, 1000]).value).toBeCloseTo(-2000, 10);
  });
});

describe('a round', () => {
  it('is half real, half generated, none twice, and the same for the same seed', () => {
    const round = drawRound(5, 20, 30, 12);
    expect(round.filter(({ isReal }) => isReal)).toHaveLength(10);
    expect(new Set(round.map(({ isReal, index }) => `${isReal} ${index}`)).size).toBe(20);
    for (const { isReal, index } of round) expect(index).toBeLessThan(isReal ? 30 : 12);
    expect(drawRound(5, 20, 30, 12)).toEqual(round);
    expect(drawRound(6, 20, 30, 12)).not.toEqual(round);
  });

  it('has no order by which one could tell', () => {
    // How often the first picture is real, over 400 rounds: a binomial of ½, five standard errors wide.
    const first = Array.from({ length: 400 }, (_, seed) => drawRound(seed, 20, 100, 100)[0]!.isReal);
    expect(Math.abs(first.filter(Boolean).length - 200)).toBeLessThan(50);
  });
});
