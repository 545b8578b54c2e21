import type { RunCallback } from '../../callbacks';
import { addCause } from '../../errors';

/**
 * Makes one callback of several, which come when a run begins. Each hook is called on all of them in their order; closing hooks also where one
 * throws.
 *
 * @param name - name of the one
 * @param begin - gives the several, the same for each run of a trainer
 */
export function joinCallbacks(
  name: string,
  begin: (plan: Parameters<NonNullable<RunCallback['onTrainBegin']>>[0]) => Promise<readonly RunCallback[]>,
): RunCallback {
  let parts: readonly RunCallback[] = [];
  let stepping: readonly RunCallback[] = [];
  /** State of the several as a checkpoint has it, until they come. */
  let restored: Readonly<Record<string, unknown>> = {};
  const closing = async (call: (part: RunCallback) => unknown) => {
    let first: { readonly error: unknown } | undefined;
    for (const part of parts) {
      try {
        await call(part);
      } catch (error) {
        if (first) addCause(first.error, error);
        else first = { error };
      }
    }
    if (first) throw first.error;
  };
  return {
    name,
    async onTrainBegin(plan, trainer) {
      [parts, stepping] = [[], []]; // a beginning that fails leaves none to close
      parts = await begin(plan);
      for (const part of parts)
        if (part.restoreState && Object.hasOwn(restored, part.name))
          part.restoreState(restored[part.name] as never);
      restored = {};
      stepping = parts.filter(({ onStepEnd }) => onStepEnd !== undefined);
      for (const part of parts) await part.onTrainBegin?.(plan, trainer);
    },
    onStepEnd(step, trainer) {
      for (const part of stepping) part.onStepEnd!(step, trainer);
    },
    onStepDone(step, trainer) {
      for (const part of parts) part.onStepDone?.(step, trainer);
    },
    async onReport(report, trainer) {
      for (const part of parts) await part.onReport?.(report, trainer);
    },
    saveState: () => {
      const keeping = parts.filter(({ saveState }) => saveState);
      return Object.fromEntries(keeping.map((part) => [part.name, part.saveState!()]));
    },
    restoreState(states: Readonly<Record<string, unknown>>) {
      restored = states;
    },
    onException: (error, trainer) => closing((part) => part.onException?.(error, trainer)),
    onTrainEnd: (outcome, trainer) => closing((part) => part.onTrainEnd?.(outcome, trainer)),
  };
}
