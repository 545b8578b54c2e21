import type { Random } from '../../random';
import type { RunControl } from '../control/run-control';
import type { RealBatch } from './batch';
import { BatchStream } from './batch-stream';
import type { DataPosition } from './data-position';
import { openTrainingData, realBatches, type TrainingData } from './training-data';

/** Settings of a run's batches. */
interface Batching {
  readonly batchSize: number;
  readonly random: Random;
  /** Place in the data to go on from, where there is one. */
  readonly at: DataPosition | undefined;
}

/** Opens the data of a Trainer's run. */
export function openBatches(
  data: TrainingData,
  { batchSize, random, at }: Batching,
  control: RunControl,
): BatchStream<RealBatch> {
  return new BatchStream(openTrainingData(data, batchSize, random, at), realBatches, control);
}
