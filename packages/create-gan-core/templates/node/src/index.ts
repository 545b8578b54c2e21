import { isGanCoreError } from 'gan-core';
import { Problem } from './problem.js';
import { readSettings, usage } from './settings.js';
import { train } from './train.js';

// npm start, or npm start -- points.csv --steps 5000 --seed 1
try {
  const settings = readSettings(process.argv.slice(2));
  if (settings) await train(settings);
  else console.log(usage);
} catch (error) {
  // What a person can put right is told in a sentence; anything else is told with the place that it came from.
  const isTold = error instanceof Problem || isGanCoreError(error) || isFromSystem(error);
  console.error(isTold ? `\n${error.message}` : error);
  process.exit(1);
}

/** Whether the system refused: a full disk, a folder that can't be written to. */
function isFromSystem(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
