import { addUser, processWide } from '../process';
import type { BackendDriver, KernelPatch } from './backend';

/** Patches in force by the driver's name, over all copies of gan-core. */
const kernelPatches = () =>
  processWide('kernel-patches', () => new Map<string, { patch: KernelPatch; users: number }>());

/** A patch of which one is a user among others. */
export type SharedPatch = Omit<KernelPatch, 'undo'> & { release(): void };

/** Patches the backend's kernels once, however often it is asked; the last one to release it undoes it. */
export function shareKernelPatch(driver: BackendDriver): SharedPatch {
  if (!driver.patch) return { added: [], replaced: [], release() {} };
  const patches = kernelPatches();
  const shared = patches.get(driver.name) ?? { patch: driver.patch(), users: 0 };
  patches.set(driver.name, shared);
  const release = addUser(shared, () => {
    shared.patch.undo();
    patches.delete(driver.name);
  });
  return { ...shared.patch, release };
}
