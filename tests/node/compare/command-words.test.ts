import { describe, expect, it } from 'vitest';
import {
  clipMaximumMeanDiscrepancy,
  clippedDensityCoverage,
  densityCoverage,
  frechetDistanceExtrapolated,
  precisionRecall,
} from '../../../src/metrics';
import { commandWords } from '../../../src/node/compare/command-words';
import { createRandom } from '../../../src/random';

const random = createRandom(1);
const rows = (count: number, scale = 1) =>
  Array.from({ length: count }, () => [scale * random.normal(), scale * random.normal()]);
const refusalOf = (call: Promise<unknown>) =>
  call.then(
    () => '',
    (error: Error) => error.message,
  );

describe('commandWords', () => {
  it('leaves out the options that only the functions have, of what these say of few samples', async () => {
    const few = rows(4);
    const messages = [
      await refusalOf(frechetDistanceExtrapolated(few, few)),
      await refusalOf(clippedDensityCoverage(few, few)),
      await refusalOf(precisionRecall(few, few)),
      await refusalOf(densityCoverage(few, few)),
      ...(await frechetDistanceExtrapolated(rows(10), rows(10))).warnings,
    ];
    const ofOptions = messages.filter((message) => /neighbors|levels/.test(message));
    expect(ofOptions.length).toBe(5);
    for (const message of ofOptions) {
      expect(message).toMatch(/, or take fewer|for so many levels/);
      expect(commandWords(message)).not.toMatch(/take fewer|levels/);
      expect(commandWords(message)).toMatch(/\.$/);
    }
  });

  it('names the bandwidth as the command has it', async () => {
    for (const scale of [1e-4, 1e4]) {
      const { warnings } = await clipMaximumMeanDiscrepancy(rows(60, scale), rows(60, scale));
      const [warning] = warnings.filter((each) => /bandwidth/.test(each));
      expect(warning).toMatch(/Pass a bandwidth/);
      expect(commandWords(warning!)).toMatch(/Take a --bandwidth of the size of their distances\.$/);
    }
  });
});
