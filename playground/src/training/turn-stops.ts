/** Of slow motion: how long each turn is shown; with the diagram open, each of its stops. */
export const stopMilliseconds = 600;
/** Stops of a turn in the diagram: points are made, D answers, the loss, the way back. */
export const turnStops = 4;
