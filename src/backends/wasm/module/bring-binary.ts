import { env } from '@tensorflow/tfjs-core';
import { addUser, processWide } from '../../../process';
import { fromBase64 } from '../../../threads';
import { withSharedMemory } from './shared-memory';

/** The part of `@tensorflow/tfjs-backend-wasm` that tells it where its module is. */
export interface WasmPackage {
  readonly version_wasm: string;
  setWasmPaths(pathOrMap: string, usePlatformFetch: boolean): void;
}

type TfjsBinary = typeof import('./tfjs-binary').tfjsBinary;

/** The module; undefined where its file can't be loaded: from the sources, say, where only the build can read it. */
export async function loadBinary(): Promise<TfjsBinary | undefined> {
  try {
    return (await import('./tfjs-binary')).tfjsBinary;
  } catch {
    return undefined;
  }
}

/** A folder's name that no server has: whoever sees it in an error knows whence it comes. */
const folder = 'gan-core:';

/**
 * Has tfjs start its wasm backend from the module that gan-core brings along, in place of a file that it would have to find
 * and fetch, in memory that threads can share where the environment has it. tfjs asks its platform for the file; until the start is over, that question is answered here.
 *
 * Nothing is done where the installed tfjs isn't the one that the module was taken from: tfjs then looks for its files as usual.
 *
 * @param wasmPackage - what importing tfjs's package gave
 * @param binary - what `loadBinary` gave
 * @returns what to call once the start is over, if anything
 */
export function bringBinary(wasmPackage: WasmPackage, binary: TfjsBinary): (() => void) | undefined {
  if (wasmPackage.version_wasm !== binary.madeFrom) return undefined;
  try {
    wasmPackage.setWasmPaths(folder, true);
  } catch {
    return undefined; // tfjs takes no other place after a start of its own that failed
  }
  const bytes = fromBase64(binary.base64);
  const module = withSharedMemory(bytes) ?? bytes;
  const answer = { ok: true, arrayBuffer: async () => module.buffer };
  return replacePlatform((platform) =>
    Object.create(platform, {
      fetch: {
        value: (path: string, ...rest: [RequestInit]) =>
          path.startsWith(folder) ? Promise.resolve(answer) : platform.fetch(path, ...rest),
      },
    }),
  );
}

type Platform = ReturnType<typeof env>['platform'];

/** tfjs's platform, while starts are under way: several may overlap, of Trainers or of copies of gan-core. */
interface PlatformPatch {
  users: number;
  undo: (() => void) | undefined;
}

/** Puts another platform in tfjs's place of it, once; the last one to end puts the former back. */
function replacePlatform(make: (platform: Platform) => Platform): () => void {
  const shared = processWide<PlatformPatch>('wasm-platform', () => ({ users: 0, undo: undefined }));
  if (shared.users === 0) {
    const environment = env();
    const former = environment.platform;
    const ours = make(former);
    environment.platform = ours;
    shared.undo = () => {
      if (environment.platform === ours) environment.platform = former;
    };
  }
  return addUser(shared, () => shared.undo?.());
}
