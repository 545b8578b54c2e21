import {
  ArgumentError,
  aboveZero,
  checkBoolean,
  checkNumber,
  describeValue,
  refuseUnknownKeys,
} from '../errors';
import type { BackendName, BackendSettings, UseBackendOptions } from './backend';
import { checkBackendName } from './backend-drivers';

/**
 * Checks what says which backend to start, and how.
 *
 * @param backend - what came: a name, `'auto'`, or settings
 * @param options - settings beside a name
 * @returns the name and the settings
 * @throws ArgumentError for a name that isn't a backend's, an option that isn't as expected, or an unknown one
 *
 * @example
 * ```ts
 * import { checkBackendSettings } from 'gan-core/backends';
 * const { name, timeoutMs } = checkBackendSettings('wasm', { timeoutMs: 5000 });
 * console.log(name, timeoutMs); // → wasm 5000
 * ```
 */
export function checkBackendSettings(
  backend: BackendName | 'auto' | BackendSettings,
  options: UseBackendOptions = {},
): BackendSettings {
  const keys = ['timeoutMs', 'wasmPaths', 'threads', 'winograd'];
  refuseUnknownKeys(options, keys); // before it is spread: a string has as many keys as characters
  const settings =
    typeof backend === 'object' && backend !== null
      ? { ...backend, ...options }
      : { name: backend, ...options };
  if (typeof backend === 'object') refuseUnknownKeys(settings, ['name', ...keys], 'backend');
  const { name, timeoutMs = 30_000 } = settings;
  if (name !== 'auto') checkBackendName('backend', name, " or 'auto'");
  checkNumber('timeoutMs', timeoutMs, aboveZero);
  checkWasmPaths(settings.wasmPaths);
  checkThreads(settings.threads);
  if (settings.winograd !== undefined) checkBoolean('winograd', settings.winograd);
  return settings;
}

/** Most threads: no machine has the cores for more, nor a page the memory. */
const MOST_THREADS = 64;

function checkThreads(threads: unknown): void {
  if (threads === undefined || threads === 'auto') return;
  if (Number.isInteger(threads) && (threads as number) >= 1 && (threads as number) <= MOST_THREADS) return;
  throw new ArgumentError(
    'threads',
    `got ${describeValue(threads)}; expected 'auto' or a whole number from 1 to ${MOST_THREADS}.`,
  );
}

const wasmFiles = [
  'tfjs-backend-wasm.wasm',
  'tfjs-backend-wasm-simd.wasm',
  'tfjs-backend-wasm-threaded-simd.wasm',
];

/** tfjs puts a file's name behind a folder as it is, and after a start that found no file it takes no other place. */
function checkWasmPaths(wasmPaths: unknown): void {
  if (wasmPaths === undefined) return;
  const isFolder = typeof wasmPaths === 'string' && /[/\\=]$/.test(wasmPaths);
  const files = typeof wasmPaths === 'object' && wasmPaths !== null ? wasmPaths : {};
  const isMap = wasmFiles.every((name) => typeof (files as Record<string, unknown>)[name] === 'string');
  if (isFolder || isMap) return;
  throw new ArgumentError(
    'wasmPaths',
    `got ${describeValue(wasmPaths)}; expected a folder's URL with a slash at its end, or an object with a URL each for ${wasmFiles.join(', ')}.`,
  );
}
