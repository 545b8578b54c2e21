import { isGanCoreError } from '../errors';

/** Does a closing hook's last work, unless the trainer was disposed of meanwhile: then there is nothing left to look at. */
export async function ifInUse(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isGanCoreError(error, 'ERR_ARGUMENT') || error.argument !== 'trainer') throw error;
  }
}
