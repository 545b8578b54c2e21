import type { Random } from 'gan-core/distributions';

/** A row of the table: what someone's work is, and what they earn. */
export interface Row {
  readonly work: number;
  readonly income: number;
}

/** Kinds of work, of which the last is rare. */
export const works = ['employed', 'retired', 'manager'] as const;
const shares = [0.7, 0.25, 0.05];
/** The middle of the income of each, and its spread: together a distribution with three peaks. */
const incomes = [
  [30, 3],
  [15, 2],
  [90, 8],
] as const;

/** A made table with a categorical column and a continuous one that has several peaks. */
export function madeTable(rows: number, random: Random): Row[] {
  return Array.from({ length: rows }, () => {
    const draw = random.next();
    const work = draw < shares[0]! ? 0 : draw < shares[0]! + shares[1]! ? 1 : 2;
    const [middle, spread] = incomes[work]!;
    return { work, income: middle + spread * random.normal() };
  });
}
