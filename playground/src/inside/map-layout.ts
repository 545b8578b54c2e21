/** The map's width; heights follow from the layers. */
export const mapWidth = 372;
/** Side of a unit's picture. */
export const unitSide = 27;
const pitch = mapWidth / 12;
const labelHeight = 15;
const lineHeight = 36;
const rowHeight = labelHeight + unitSide + lineHeight;

/** Left edge of a unit in a row of so many. */
export function unitLeft(unit: number, count: number): number {
  return (mapWidth - count * pitch) / 2 + unit * pitch + (pitch - unitSide) / 2;
}

/** Top edge of a row's units; row 0 is of the inputs. */
export function unitTop(row: number): number {
  return row * rowHeight;
}

/** Top edge of the label above a row's units. */
export function labelTop(row: number): number {
  return unitTop(row) - labelHeight;
}

/** The map's height for so many rows. */
export function mapHeight(rows: number): number {
  return unitTop(rows - 1) + unitSide + 2;
}
