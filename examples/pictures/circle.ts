/** The points of a circle in the data's own units, so that it is as large on the picture as it says. */
export function circle(
  [x, y]: readonly [number, number],
  radius: number,
  sides = 72,
): readonly (readonly [number, number])[] {
  return Array.from({ length: sides + 1 }, (_, index) => {
    const angle = (2 * Math.PI * index) / sides;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)] as const;
  });
}
