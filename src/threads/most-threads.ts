/** Threads that 'auto' takes at most: what more of them gain hasn't been measured. */
export const MOST_BY_ITSELF = 4;
