import { GROUP } from './whole-points';

/** A step of a search: some rows, and some groups of columns. */
export interface PairStep {
  readonly row: number;
  readonly endRow: number;
  readonly group: number;
  readonly endGroup: number;
}

/** Rows of the first step with a block of columns. Each takes as many as all before it, so that bounds may come down meanwhile. */
const FIRST_ROWS = 16;
/** Most rows of a step. */
export const MOST_ROWS = 16_384;

/**
 * The steps of a search, in each of which all pairs are compared with the same bounds. Two blocks of columns take turns, so that what one
 * step found may be looked at while the next is computed.
 *
 * @param rowGroups - groups of rows
 * @param columnGroups - groups of columns
 * @param atOnce - groups of columns of a block
 * @param isSame - whether rows and columns are the same points: then pairs on one side of the diagonal are enough
 */
export function* pairSteps(
  rowGroups: number,
  columnGroups: number,
  atOnce: number,
  isSame: boolean,
): Generator<PairStep> {
  const block = (group: number) => {
    const endGroup = Math.min(group + atOnce, columnGroups);
    return stepsOfBlock(group, endGroup, GROUP * (isSame ? endGroup : rowGroups));
  };
  for (let group = 0; group < columnGroups; group += 2 * atOnce) {
    const turns = [block(group), block(group + atOnce)];
    for (let left = 2; left > 0; ) {
      left = 0;
      for (const turn of turns) {
        const { done, value } = turn.next();
        if (done) continue;
        yield value;
        left++;
      }
    }
  }
}

function* stepsOfBlock(group: number, endGroup: number, last: number): Generator<PairStep, void> {
  if (group >= endGroup) return;
  for (let row = 0, endRow = 0; row < last; row = endRow) {
    endRow = Math.min(last, row + Math.min(MOST_ROWS, Math.max(FIRST_ROWS, row)));
    yield { row, endRow, group, endGroup };
  }
}
