import { help } from '../../../threads/assembly/share';
import { awaitChunk, becomeHelper, kindOfJob, tellChunksDone } from '../../../threads/assembly/thread-pool';
import { Job } from './jobs';
import { NearPairs } from './near-pairs';
import { SoftMinimum } from './soft-minimum';

/** Serves as the thread of this number until the pool is told to stop. */
export function serve(number: i32): void {
  becomeHelper(number);
  for (let chunk = awaitChunk(); chunk >= 0; chunk = awaitChunk()) {
    if (kindOfJob() === Job.SoftMinimum) help<SoftMinimum>(chunk);
    else if (kindOfJob() === Job.NearPairs) help<NearPairs>(chunk);
    else unreachable();
    tellChunksDone();
  }
}
