import { type CheckpointStore, checkpointStore } from 'gan-core/checkpoints';
import type { Redis } from 'ioredis';

/** Seconds after its last checkpoint that an abandoned run is forgotten: a week. */
const keptFor = 7 * 24 * 3600;

/** A store of checkpoints in Redis, so that machines need no folder in common: a hash with a file for each step. */
export function redisStore(redis: Redis, key: string): CheckpointStore {
  return checkpointStore({
    list: async () => (await redis.hkeys(key)).map((step) => ({ step: Number(step) })),
    read: async (step) => (await redis.hgetBuffer(key, `${step}`)) ?? undefined,
    async write({ step, chunks }) {
      await redis.hset(key, `${step}`, Buffer.concat(chunks));
      await redis.expire(key, keptFor);
    },
    async remove(steps) {
      await redis.hdel(key, ...steps.map(String));
    },
  });
}
