/** Steps after which a stage is taken: about three times as many from one to the next. */
export const stageSteps: readonly number[] = [10, 30, 100, 300, 1000, 3000, 10_000, 30_000];
