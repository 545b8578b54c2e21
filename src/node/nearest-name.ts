/** The name that was most likely meant: the one that takes the fewest changed letters, where that is less than half of them. */
export function nearestName(typed: string, names: readonly string[]): string | undefined {
  const [nearest] = names
    .map((name) => ({ name, changes: changesBetween(typed.toLowerCase(), name) }))
    .filter(({ name, changes }) => changes <= Math.max(name.length, typed.length) / 2)
    .sort((a, b) => a.changes - b.changes);
  return nearest?.name;
}

/** How many letters must be put in, taken out or replaced (Levenshtein's distance). */
function changesBetween(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = above[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, above[column]! + 1, current[column - 1]! + 1));
    }
    above = current;
  }
  return above[b.length]!;
}
