import type { TrainingPlan } from '../trainer';

/**
 * Tells at which reports something is due: at the first one from each multiple of `every` steps on, and at a run's last.
 * Multiples of all steps, not of a run's own: a run that was stopped and resumed has the same ones as a run that never stopped.
 */
export class Schedule {
  private toStep = 0;
  /** Number of multiples of `every` that are over. */
  private periods = 0;
  private doneAt: number | undefined;

  constructor(private readonly every: number) {}

  /** Takes up a run, from an earlier state perhaps. */
  begin({ fromStep, toStep }: Pick<TrainingPlan, 'fromStep' | 'toStep'>): void {
    this.toStep = toStep;
    this.periods = Math.floor(fromStep / this.every);
    if (this.doneAt !== fromStep) this.doneAt = undefined;
  }

  /** Whether it is due at the report of a step. */
  isDue(step: number): boolean {
    return !this.isDone(step) && (step >= this.toStep || Math.floor(step / this.every) > this.periods);
  }

  /** Marks it as done after so many steps. */
  done(step: number): void {
    this.doneAt = step;
    this.periods = Math.floor(step / this.every);
  }

  /** Whether it was done after that step, and at none since. */
  isDone(step: number): boolean {
    return step === this.doneAt;
  }
}
