/** Pictures of the interpolation, both ends among them. */
export const stripCount = 9;
