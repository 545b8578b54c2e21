import { CheckpointError } from '../errors';
import { createPauses } from '../scheduling';

/** Bytes that are hashed at once: some 3 ms. */
const SLICE = 2 ** 22;

/** The part of Node's `node:crypto` that is used here. */
interface NodeCrypto {
  createHash(name: 'sha256'): { update(bytes: Uint8Array): unknown; digest(encoding: 'hex'): string };
}

/**
 * Hashes bytes with the platform's own SHA-256, without keeping this thread. Nothing may change them meanwhile.
 *
 * @param bytes - what is hashed
 * @returns 64 hexadecimal digits, in lower case
 * @throws CheckpointError where the platform has none
 */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const node = nodeCrypto();
  return node ? bySlices(bytes, node) : byWebCrypto(bytes);
}

/** Node's module, without an import that a bundler would follow; from Node 20.16 on. */
function nodeCrypto(): NodeCrypto | undefined {
  const { process } = globalThis as {
    process?: { readonly versions?: { readonly node?: string }; getBuiltinModule?(name: string): unknown };
  };
  if (!process?.versions?.node) return undefined;
  return process.getBuiltinModule?.('node:crypto') as NodeCrypto | undefined;
}

/** WebCrypto would copy all of a file of 100 MB and more at once, which holds up training for longer than the hash itself. */
async function bySlices(bytes: Uint8Array, { createHash }: NodeCrypto): Promise<string> {
  const hash = createHash('sha256');
  const pauses = createPauses();
  for (let at = 0; at < bytes.length; at += SLICE) {
    hash.update(bytes.subarray(at, at + SLICE));
    if (pauses.due()) await pauses.take();
  }
  return hash.digest('hex');
}

async function byWebCrypto(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
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
