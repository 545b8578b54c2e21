/** Steps after which a stage is taken: about twice as many from one to the next, once there is something to see. */
export const stageSteps: readonly number[] = [30, 100, 250, 500, 1000, 2000, 4000, 8000, 16_000, 32_000];
