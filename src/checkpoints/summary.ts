import { CheckpointError, checkWholeNumber, refuseUnless } from '../errors';
import { quote } from './json-scanner';
import { readHeader, type SafetensorsHeader } from './safetensors-header';
import type { StoredCheckpoint } from './stored-checkpoint';

/** Name and version of the format. */
export const FORMAT = 'gan-core/1';
/** Hexadecimal digits of SHA-256. */
export const HASH_DIGITS = 64;
/** Beginning of every header: the hash has its place by it. */
const BEGINNING = '{"__metadata__":{"sha256":"';
/** Place of the hash's digits in a file: they count as '0' in what is hashed. */
export const HASH_AT = 8 + BEGINNING.length;

/** Facts about a checkpoint that stand in the `__metadata__` of its file. */
interface Summary extends StoredCheckpoint {
  /** Bytes behind the header. */
  readonly bytes: number;
}

/** Writes `__metadata__`, with zeros for the hash. */
export function writeSummary({ step, score, bytes }: Summary): Record<string, string> {
  return {
    sha256: '0'.repeat(HASH_DIGITS),
    format: FORMAT,
    step: String(step),
    ...(score === undefined ? {} : { score: String(score) }),
    bytes: String(bytes),
  };
}

/**
 * Reads `__metadata__` of a checkpoint.
 *
 * @param header - its file's header
 * @throws CheckpointError if it is another program's, another version's, or was changed
 */
export function readSummary({ metadata, text }: SafetensorsHeader): Summary & { readonly sha256: string } {
  const { sha256 = '', format, step = '', score, bytes = '', ...others } = metadata;
  if (format !== FORMAT) {
    const came = format === undefined ? 'has no format' : `is of format ${quote(format)}`;
    throw new CheckpointError(`The file ${came}; expected ${FORMAT}. Another program or version wrote it.`);
  }
  const [other] = Object.keys(others);
  if (other !== undefined) throw new CheckpointError(`The header says ${quote(other)}, which isn't known.`);
  if (!/^[0-9a-f]{64}$/.test(sha256) || !text.startsWith(BEGINNING + sha256))
    throw new CheckpointError("The header doesn't begin with the file's SHA-256.");
  const scored = score === undefined ? {} : { score: readNumber('score', score, Number.isFinite) };
  return {
    step: readNumber('step', step, isCount),
    ...scored,
    bytes: readNumber('size', bytes, isCount),
    sha256,
  };
}

/**
 * Reads step and score from the beginning of a checkpoint's file. Whether the rest is whole isn't looked at: `decodeCheckpoint`
 * does that.
 *
 * @param beginning - the file, or its first part with the whole header: 1 MiB and 8 bytes are always enough
 * @param fileBytes - size of the whole file; by default that of `beginning`
 * @returns step and score
 * @throws CheckpointError if it is no checkpoint of gan-core, or its header is damaged
 *
 * @example
 * ```ts
 * import { describeCheckpoint, encodeCheckpoint } from 'gan-core/checkpoints';
 * const { chunks } = await encodeCheckpoint({ step: 200, score: 0.25, tensors: {}, state: null });
 * console.log(describeCheckpoint(chunks[0]!)); // → { step: 200, score: 0.25 }
 * ```
 */
export function describeCheckpoint(beginning: Uint8Array, fileBytes?: number): StoredCheckpoint {
  refuseUnless(beginning instanceof Uint8Array, 'beginning', beginning, 'a Uint8Array with a checkpoint');
  if (fileBytes !== undefined) checkWholeNumber('fileBytes', fileBytes, beginning.length);
  const { step, score } = readSummary(readHeader(beginning, fileBytes));
  return score === undefined ? { step } : { step, score };
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** Reads a number that is written as JavaScript writes it, so in one way only. */
function readNumber(what: string, text: string, holds: (value: number) => boolean): number {
  const value = Number(text);
  if (String(value) === text && holds(value)) return value;
  throw new CheckpointError(`The header's ${what} is ${quote(text)}, which is none.`);
}
