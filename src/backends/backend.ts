/** The backends that gan-core knows. */
export type BackendName = 'cpu' | 'wasm' | 'webgl' | 'webgpu' | 'node' | 'node-gpu';

/** Settings for starting a backend. */
export interface UseBackendOptions {
  /** Milliseconds that a backend may take to start before it is given up. Default 30,000. */
  readonly timeoutMs?: number;
  /**
   * Address of the .wasm files of `@tensorflow/tfjs-backend-wasm`, for those who serve them themselves: a folder's URL
   * that ends in a slash, or a URL for each file. Without it gan-core brings the module of tfjs 4.22.0 along, and nothing is
   * fetched. Give it before the first start: tfjs takes no other place afterwards, in this process or page.
   */
  readonly wasmPaths?: string | Readonly<Record<string, string>>;
  /**
   * Threads that compute on wasm: a number, or `'auto'` for a core each, four at most. Results are the same to the bit for any
   * number. It takes memory that threads can share: in Node, and in pages that are cross-origin isolated; elsewhere, and with
   * `wasmPaths`, one thread computes. The latest call that says a number decides for all that compute on wasm. Default `'auto'`.
   */
  readonly threads?: number | 'auto';
  /**
   * Whether wasm may compute convolutions by Winograd, with fewer multiplications, where that is faster: 3x3 at a stride of 1 and
   * 4x4 at a stride of 2, forward, for the input's gradient (which is conv2dTranspose) and the filter's, of channels that are
   * multiples of 4.
   * Rounding errors are larger then: their root mean square is 3e-7 to 5e-6 of that of the results, the more channels, the larger;
   * without Winograd 1e-7 to 4e-7. Infinity or NaN in a pixel spreads to further results around it. The latest call
   * that says so decides for all that compute on wasm. Default true.
   */
  readonly winograd?: boolean;
}

/** A backend with the settings of its start, in one object: what the Trainer's `backend` takes beside a name. */
export interface BackendSettings extends UseBackendOptions {
  /** The backend, or `'auto'`. */
  readonly name: BackendName | 'auto';
}

/** Loads and starts one backend. One file a backend declares it. */
export interface BackendDriver {
  readonly name: BackendName;
  /** The npm package that brings it, and the range that gan-core supports. */
  readonly package: string;
  readonly range: string;
  /** Name of the backend in tfjs. */
  readonly tfjsName: string;
  /** Says why it can't run in this environment; undefined where it may. */
  unsupported(): string | undefined;
  /**
   * Imports the package and sets up what must be set before the start.
   *
   * @returns what to call once the start is over, however it went
   */
  install(options: UseBackendOptions): Promise<(() => void) | undefined>;
  /** Advice for where it doesn't start. */
  readonly hint?: string;
  /** Replaces kernels on the running backend. */
  patch?(): KernelPatch;
  /** The hardware that the running backend uses, where it says so. */
  adapter?(): string | undefined;
}

/** Kernels of a backend that were added or replaced, and the way back. */
export interface KernelPatch {
  readonly added: readonly string[];
  readonly replaced: readonly string[];
  /** Takes the settings that a running backend can have changed; gives how many threads compute then. What isn't given stays. */
  configure?(settings: Pick<UseBackendOptions, 'threads' | 'winograd'>): number;
  undo(): void;
}

/** Events of a backend's device. */
export interface DeviceEvents {
  /** Describes how the device was lost, where that can be asked at any moment; undefined while it computes. */
  loss?(): string | undefined;
  /** The same, once it happens. */
  readonly lost: Promise<string>;
}
