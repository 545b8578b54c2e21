import type { BackendDriver, KernelPatch } from './backend';

const patches = new Map<BackendDriver, { patch: KernelPatch; users: number }>();

/** Patches the backend's kernels once, however often it is asked; the last one to release it undoes it. */
export function shareKernelPatch(driver: BackendDriver): Omit<KernelPatch, 'undo'> & { release(): void } {
  if (!driver.patch) return { added: [], replaced: [], release() {} };
  const shared = patches.get(driver) ?? { patch: driver.patch(), users: 0 };
  patches.set(driver, shared);
  shared.users++;
  let held = true;
  return {
    added: shared.patch.added,
    replaced: shared.patch.replaced,
    release() {
      if (!held) return;
      held = false;
      shared.users--;
      if (shared.users > 0) return;
      shared.patch.undo();
      patches.delete(driver);
    },
  };
}
