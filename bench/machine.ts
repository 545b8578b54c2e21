import os from 'node:os';
import * as tf from '@tensorflow/tfjs-core';

/** The day, the processor and the versions, for the page that the figures go to. */
export function describeRun(): string {
  const [processor] = os.cpus();
  return (
    `${new Date().toISOString().slice(0, 10)}: ${processor?.model ?? 'an unknown processor'}, ${os.cpus().length} cores, ` +
    `Node ${process.versions.node}, tfjs ${tf.version_core}`
  );
}
