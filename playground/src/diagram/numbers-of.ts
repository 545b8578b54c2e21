import { givesProbabilities } from '../game/gives-probabilities';
import type { Run } from '../view/run';
import type { PartName } from './parts';

const log4 = 2 * Math.LN2;

/** What a run knows about a part now: terms and numbers. */
export function numbersOf(part: PartName, run: Run): readonly (readonly [string, string])[] {
  const report = run.reports.value.at(-1);
  const measured = run.measurements.value.at(-1);
  const isValue = givesProbabilities(run.settings.value.loss);
  const outputs = (of: 'real' | 'fake') =>
    [
      isValue ? 'D’s mean answer on them' : 'D’s mean output on them',
      number(isValue ? report?.[`${of}Score`] : report?.[`${of}Logit`], isValue ? 2 : 3),
    ] as const;
  const gradient = (of: 'generator' | 'discriminator') =>
    ['Length of the gradient, ‖∇‖', number(run.frame.value?.gradients?.[of], 4)] as const;
  if (part === 'real') return [outputs('real')];
  if (part === 'generated')
    return [
      outputs('fake'),
      ['Modes reached', measured ? `${measured.modes} of ${measured.modesInAll}` : '–'],
    ];
  if (part === 'generator' || part === 'generatorGradient') return [gradient('generator')];
  if (part === 'discriminator' || part === 'discriminatorGradient') return [gradient('discriminator')];
  if (part === 'generatorLoss') return [['G’s loss now', number(report?.generatorLoss, 3)]];
  if (part === 'discriminatorLoss')
    return [
      ['D’s loss now', number(report?.discriminatorLoss, 3)],
      ...(isValue
        ? ([
            ['V of the D in training', number(report && -report.discriminatorLoss, 3)],
            ['max_D V, exact', number(measured && 2 * measured.exact - log4, 3)],
          ] as const)
        : []),
      ['JSD, exact', number(measured?.exact, 3)],
    ];
  return [];
}

/** A number with a real minus sign; a dash where there is none yet. */
function number(value: number | null | undefined, digits: number): string {
  return value === null || value === undefined ? '–' : value.toFixed(digits).replace('-', '−');
}
