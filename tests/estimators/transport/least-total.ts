/** The least total over all permutations, tried one by one. */
export function leastTotal(cost: number[][], row = 0, taken = 0): number {
  if (row === cost.length) return 0;
  let least = Infinity;
  cost.forEach((_, column) => {
    if ((taken >> column) & 1) return;
    least = Math.min(least, cost[row]![column]! + leastTotal(cost, row + 1, taken | (1 << column)));
  });
  return least;
}
