import { CheckpointError } from '../errors';

/**
 * Hashes bytes with the platform's own SHA-256, off this thread. They are copied before this returns.
 *
 * @param bytes - what is hashed
 * @returns 64 hexadecimal digits, in lower case
 * @throws CheckpointError where the platform has none
 */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const subtle = globalThis.crypto?.subtle;
  if (!subtle)
    throw new CheckpointError(
      'Checkpoints need WebCrypto, which browsers give only to pages served over https or from localhost.',
    );
  let digest: ArrayBuffer;
  try {
    digest = await subtle.digest('SHA-256', bytes);
  } catch (cause) {
    throw new CheckpointError(`SHA-256 of ${bytes.length} bytes failed: too little memory, likely.`, {
      cause,
    });
  }
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
