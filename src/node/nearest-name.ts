/** The name that was most likely meant: that with the fewest typing errors, where they are fewer than half of its letters. */
export function nearestName(typed: string, names: readonly string[]): string | undefined {
  const [nearest] = names
    .map((name) => ({ name, errors: typingErrors(typed.toLowerCase(), name) }))
    .filter(({ name, errors }) => errors < Math.max(name.length, typed.length) / 2)
    .sort((a, b) => a.errors - b.errors);
  return nearest?.name;
}

/** Counts the letters put in, left out, replaced, or exchanged with the next (Damerau and Levenshtein's distance). */
function typingErrors(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i++) {
    const [above, row] = [rows[i - 1]!, [i]];
    for (let j = 1; j <= b.length; j++) {
      const replaced = above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const crossed = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = crossed ? rows[i - 2]![j - 2]! + 1 : replaced;
      row.push(Math.min(replaced, swapped, above[j]! + 1, row[j - 1]! + 1));
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
