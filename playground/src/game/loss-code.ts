import type { LossName } from '../settings/choices';

/** The code that makes a game: `relativisticAverageLoss()` of relativistic-average, `fGanLoss(klFDivergence)` of f-kl. */
export function lossCode(loss: LossName): string {
  const camel = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return loss.startsWith('f-')
    ? `gan.fGanLoss(gan.${camel(loss.slice(2))}FDivergence)`
    : `gan.${camel(loss)}Loss()`;
}
