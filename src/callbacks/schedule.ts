import type { TrainingPlan } from '../trainer';

/** State of a schedule. */
export interface ScheduleState {
  readonly periods: number;
  readonly doneAt: number | null;
}

/**
 * Tells at which reports something is due: at the first one from each multiple of `every` steps on, and at a run's last.
 * Multiples of all steps, not of a run's own: a run that was stopped and resumed has the same ones as a run that never stopped.
 */
export class Schedule {
  private toStep = 0;
  /** Number of multiples of `every` that are over. */
  private periods = 0;
  private doneAt: number | undefined;
  private isRestored = false;

  constructor(private readonly every: number) {}

  /** Takes up a run, from an earlier state perhaps. */
  begin({ fromStep, toStep }: Pick<TrainingPlan, 'fromStep' | 'toStep'>): void {
    this.toStep = toStep;
    // At the step that a checkpoint was made after, its report may be still to come.
    if (!this.isRestored) this.periods = Math.floor(fromStep / this.every);
    this.isRestored = false;
    if (this.doneAt !== fromStep) this.doneAt = undefined;
  }

  /** State for a checkpoint. */
  save(): ScheduleState {
    return { periods: this.periods, doneAt: this.doneAt ?? null };
  }

  /** Goes back to what `save` gave, for the run that begins next. */
  restore({ periods, doneAt }: ScheduleState): void {
    this.periods = periods;
    this.doneAt = doneAt ?? undefined;
    this.isRestored = true;
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
