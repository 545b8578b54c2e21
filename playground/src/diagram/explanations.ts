import { givesProbabilities } from '../game/gives-probabilities';
import { dataChoices, lossChoices, optimizerChoices, penaltyChoices } from '../settings/choices';
import type { PlaneSettings } from '../settings/plane-settings';
import { lossFormulas } from './loss-formulas';
import type { PartName } from './parts';

/** What there is to say of a part: plain words, and the lecture’s formulas. */
export interface Explanation {
  readonly title: string;
  readonly text: string;
  readonly formulas: readonly string[];
}

type Explain = (settings: PlaneSettings) => Explanation;

const titleOf = (choices: readonly { readonly name: string; readonly title: string }[], name: string) =>
  choices.find((choice) => choice.name === name)!.title;
const times = (count: number) => (count === 1 ? 'once' : `${count} times`);

const explain: Readonly<Record<PartName, Explain>> = {
  noise: ({ noise, noiseSize }) => ({
    title: 'Noise z',
    text: `${noiseSize === 1 ? 'A random number' : `${noiseSize} random numbers`} for each point, ${noise === 'normal' ? 'normally distributed' : 'each equally likely from −1 to 1'}. They mean nothing: G gives each of them a place. Which noise it is matters little, since a network can bend one kind into another.`,
    formulas: [`z ∼ ${noise === 'normal' ? 'N(0, 1)' : 'U(−1, 1)'}`],
  }),
  generator: ({ generatorLayers, generatorWidth }) => ({
    title: 'Generator G',
    text: `A network of ${generatorLayers} hidden layers of ${generatorWidth} units that turns noise into points. What it makes, and how often, is a distribution, P_G. Training looks for the G whose P_G is nearest to that of the data. G never sees a real point: all it learns is what D’s slope says at its own points.`,
    formulas: ['x = G(z) ∼ P_G', 'G* = arg min_G max_D V(G, D)'],
  }),
  generated: () => ({
    title: 'Generated points',
    text: 'Samples of P_G, drawn anew for each step; here and in the plane they come from the same noise all the time, so that you can follow them. The arrows in the plane, “Where D sends them”, show the way that G’s loss asks each of them to go.',
    formulas: ['x = G(z)', 'arrow: −∂(G’s loss)/∂x'],
  }),
  data: ({ data, spread }) => ({
    title: 'Data',
    text: `What is to be learned: ${titleOf(dataChoices, data)}, each Gaussian with σ = ${spread}. Training sees samples alone. That the density P_data is known serves the page, which can say how far G really is.`,
    formulas: ['x ∼ P_data'],
  }),
  real: ({ batchSize }) => ({
    title: 'Real points',
    text: `Each step of D takes ${batchSize} fresh ones, and as many generated ones.`,
    formulas: [],
  }),
  discriminator: ({ loss, discriminatorLayers, discriminatorWidth }) => ({
    title: 'Discriminator D',
    text: `A network of ${discriminatorLayers} hidden layers of ${discriminatorWidth} units: a point in, a number out. ${
      givesProbabilities(loss)
        ? 'Through σ it is the probability that the point is real. For a G that stands still the best D is known: where real points are as frequent as generated ones it says ½. Choose D* as the plane’s background to compare.'
        : 'The higher, the more real. In this game it is no probability; with the minimax game the best one is D*.'
    }`,
    formulas: ['D*(x) = P_data(x) / (P_data(x) + P_G(x))'],
  }),
  discriminatorLoss: (settings) => {
    const { discriminator, atBest, isValue } = formulasOf(settings);
    return {
      title: 'D’s loss',
      text: `${titleOf(lossChoices, settings.loss)}. D makes it small, and so learns to tell the points apart. The best D’s loss says how far P_G is from P_data: D measures, while it trains.${
        isValue
          ? ' The largest V is −2 log 2 ≈ −1.386 for a perfect G, whose points nobody can tell from the data, and 0 where nothing overlaps.'
          : ` ${atBest} ${letters(settings)}`
      }${settings.penalty === 'none' ? '' : ` To it comes a penalty on D’s slope: ${titleOf(penaltyChoices, settings.penalty)}.`}`,
      formulas: [
        `D’s loss = ${discriminator}`,
        ...(isValue ? ['V(G, D) = E[log D(x)] + E[log(1 − D(G(z)))]', atBest] : []),
      ],
    };
  },
  generatorLoss: (settings) => ({
    title: 'G’s loss',
    text: `G makes it small: its points go where D says real. ${slopes[settings.loss] ?? 'D is the only one that G learns from: what D doesn’t see, G doesn’t learn.'}${formulasOf(settings).isValue ? '' : ` ${letters(settings)}`}`,
    formulas: [`G’s loss = ${formulasOf(settings).generator}`],
  }),
  discriminatorGradient: ({ discriminatorSteps, discriminatorOptimizer, discriminatorRate }) => ({
    title: 'D’s way back',
    text: `The loss’s slope by each of D’s weights. ${titleOf(optimizerChoices, discriminatorOptimizer)} moves the weights against it, at a rate of ${discriminatorRate}: ${times(discriminatorSteps)} in each step (k = ${discriminatorSteps}), while G stands still. The better D is, the better it measures: so D is to be near its best before G moves.`,
    formulas: ['θ_D ← θ_D − rate · ∇(D’s loss)'],
  }),
  generatorGradient: ({ generatorSteps, generatorOptimizer, generatorRate }) => ({
    title: 'G’s way back',
    text: `The slope comes back through D, which stands still, and through the points to G’s weights. ${titleOf(optimizerChoices, generatorOptimizer)} moves these at a rate of ${generatorRate}, ${times(generatorSteps)} in each step. Not too far: with another G the divergence that D has measured is no longer true.`,
    formulas: ['θ_G ← θ_G − rate · ∇(G’s loss)'],
  }),
};

/** How steep the games of the lecture are where D is sure. */
const slopes: Readonly<Partial<Record<PlaneSettings['loss'], string>>> = {
  minimax:
    'This is V itself: where D is sure that a point is generated, it is almost flat, and G learns little.',
  'non-saturating':
    'It goes the same way as V, but is steep where D is sure that a point is generated: there G has most to learn.',
};

/** What the letters of a game’s formulas are, where they aren’t the lecture’s. */
function letters({ loss }: PlaneSettings): string {
  return loss.startsWith('f-')
    ? 'T is D’s output, bent to what the divergence allows; f* is the conjugate of its f, E the mean.'
    : 'Here r is D’s output on a real point, f that on a generated one, E the mean.';
}

function formulasOf({ loss }: PlaneSettings) {
  return { ...lossFormulas[loss], isValue: givesProbabilities(loss) };
}

/** The explanation of a part, for a run’s settings. */
export function explanationOf(part: PartName, settings: PlaneSettings): Explanation {
  return explain[part](settings);
}
