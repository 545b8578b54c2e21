import { CheckpointError } from '../errors';

/**
 * Imports the package idb, which only those need who keep checkpoints in a page. As in `src/backends/optional-packages.ts` the
 * import stands in a `try`, and the build makes a second file of this one for Parcel.
 *
 * @throws CheckpointError if it isn't there
 */
export async function importIdb() {
  try {
    return await import('idb');
  } catch (cause) {
    throw new CheckpointError(
      "indexedDbStore needs the package idb, which didn't load. Run: npm install idb",
      {
        cause,
      },
    );
  }
}
