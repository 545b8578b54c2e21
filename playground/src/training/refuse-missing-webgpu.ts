import { BackendError } from 'gan-core';
import type { BackendChoice } from '../settings/choices';

/** The part of WebGPU that says whether there is any. */
interface WebgpuNavigator {
  readonly gpu?: { requestAdapter(): Promise<unknown> };
}

/** Refuses WebGPU where it finds no graphics card, before tfjs tries and complains on the console. */
export async function refuseMissingWebgpu(backend: BackendChoice): Promise<void> {
  if (backend !== 'webgpu') return;
  const { gpu } = navigator as unknown as WebgpuNavigator;
  if (!(await gpu?.requestAdapter())) throw new BackendError(backend, 'there is no adapter');
}
