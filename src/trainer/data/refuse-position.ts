import { ArgumentError } from '../../errors';
import type { DataPosition } from './data-position';

/** The error that tells of data which aren't those that a checkpoint has a place in. */
export function refusePosition(at: DataPosition, came: string): ArgumentError {
  const place = {
    rows: () => at.kind === 'rows' && `${at.order.length} rows in batches of ${at.batchSize}`,
    sampler: () => 'a sampler',
    passes: () => 'data that give batches',
  }[at.kind]();
  return new ArgumentError(
    'data',
    `are ${came}; the checkpoint has its place in ${place}. Give the same data and batchSize, or begin them anew by restore(store, { data: 'anew' }).`,
  );
}
