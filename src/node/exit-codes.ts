/** The exit codes beside 0, as shells have them. */
export const exitCodes = { failed: 1, usage: 2, interrupted: 130 };
