import type { RunControl } from './run-control';

/** The run, ended by `return` and `throw` wherever it waits: a generator by itself would answer only after the wait. */
export function endableRun<T, R>(
  run: AsyncGenerator<T, R, void>,
  control: RunControl,
): AsyncGenerator<T, R, void> {
  const [end, fail] = [run.return.bind(run), run.throw.bind(run)];
  run.return = (outcome) => {
    control.leave();
    return end(outcome);
  };
  run.throw = (error) => {
    control.leave();
    return fail(error);
  };
  return run;
}
