import { CheckpointError } from '../errors';
import { JsonScanner, quote } from './json-scanner';
import { countOf, dtypes, faultOfName, MOST_AXES, type StoredTensor } from './stored-tensor';

/** Most bytes of a header's JSON. */
export const MAX_HEADER_BYTES = 2 ** 20;
/** Most bytes of a file: what WebCrypto and Node's arrays take at once. */
export const MAX_FILE_BYTES = 2 ** 31 - 1;

/** Place and kind of one tensor of a file. */
interface HeaderEntry {
  readonly name: string;
  readonly dtype: StoredTensor['dtype'];
  readonly shape: readonly number[];
  /** First byte, and the one behind the last, counted from the file's start. */
  readonly from: number;
  readonly to: number;
}

/** Header of a safetensors file, checked. */
export interface SafetensorsHeader {
  /** Strings of `__metadata__`, without a prototype. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Tensors in the order of their bytes: they cover the file without gaps. */
  readonly entries: readonly HeaderEntry[];
  /** Header's JSON as it stands in the file. */
  readonly text: string;
  /** Place of the first byte behind the header. */
  readonly dataAt: number;
}

/**
 * Reads and checks the header of a safetensors file.
 *
 * @param bytes - the file, or its beginning with the whole header
 * @param fileBytes - size of the whole file
 * @throws CheckpointError on anything that isn't plainly right
 */
export function readHeader(bytes: Uint8Array, fileBytes = bytes.length): SafetensorsHeader {
  const dataAt = 8 + readHeaderLength(bytes, fileBytes);
  if (bytes.length < dataAt)
    throw new CheckpointError(`The file ends within its header: ${bytes.length} of ${dataAt} bytes.`);
  const text = decodeUtf8(bytes.subarray(8, dataAt), 'The header');
  if (text[0] !== '{') throw new CheckpointError("The header doesn't begin with '{'.");
  const scanner = new JsonScanner(text, 'The header');
  let metadata: Record<string, string> = Object.create(null);
  const entries: HeaderEntry[] = [];
  scanner.object((name) => {
    if (name === '__metadata__') metadata = readMetadata(scanner);
    else entries.push(readEntry(scanner, name, dataAt));
  });
  scanner.end();
  entries.sort((a, b) => a.from - b.from || a.to - b.to);
  checkCover(entries, dataAt, fileBytes);
  return { metadata, entries, text, dataAt };
}

/**
 * Reads a header's length from the first 8 bytes of a file.
 *
 * @param bytes - at least the first 8 of the file
 * @param fileBytes - size of the whole file
 * @throws CheckpointError if there are fewer, or the length is impossible
 */
function readHeaderLength(bytes: Uint8Array, fileBytes: number): number {
  if (fileBytes > MAX_FILE_BYTES)
    throw new CheckpointError(`The file has ${fileBytes} bytes; at most ${MAX_FILE_BYTES} are read.`);
  if (bytes.length < 8) throw new CheckpointError(`The file has only ${bytes.length} bytes.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, 8);
  const length = view.getUint32(4, true) * 2 ** 32 + view.getUint32(0, true);
  if (length > MAX_HEADER_BYTES)
    throw new CheckpointError(
      `The header's length is given as ${length} bytes; at most ${MAX_HEADER_BYTES} are read.`,
    );
  if (8 + length > fileBytes)
    throw new CheckpointError(`The file ends within its header: ${fileBytes} of ${8 + length} bytes.`);
  return length;
}

/** Reads UTF-8, and refuses what isn't; a byte order mark stays in the text. */
export function decodeUtf8(bytes: Uint8Array, what: string): string {
  try {
    // A copy: of shared memory nothing else is taken.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(new Uint8Array(bytes));
  } catch (cause) {
    throw new CheckpointError(`${what} isn't UTF-8.`, { cause });
  }
}

function readMetadata(scanner: JsonScanner): Record<string, string> {
  const metadata: Record<string, string> = Object.create(null);
  scanner.object((name) => {
    metadata[name] = scanner.string();
  });
  return metadata;
}

function readEntry(scanner: JsonScanner, name: string, dataAt: number): HeaderEntry {
  const fault = faultOfName(name);
  if (fault !== undefined) scanner.fail(`has a tensor of which the name ${quote(name)} ${fault}`);
  let code = '';
  let shape: number[] | undefined;
  let offsets: number[] = [];
  scanner.object((key) => {
    if (key === 'dtype') code = scanner.string();
    else if (key === 'shape') shape = readCounts(scanner, MOST_AXES);
    else if (key === 'data_offsets') offsets = readCounts(scanner, 2);
    else scanner.fail(`says ${quote(key)} of tensor ${quote(name)}, which isn't known`);
  });
  const dtype = (Object.keys(dtypes) as StoredTensor['dtype'][]).find((each) => dtypes[each].code === code);
  if (!dtype)
    scanner.fail(`gives tensor ${quote(name)} the dtype ${quote(code)}; known are F32, I32, U8, BOOL`);
  const [from, to] = offsets;
  if (!shape || from === undefined || to === undefined)
    scanner.fail(`lacks the shape or the two offsets of tensor ${quote(name)}`);
  const bytes = countOf(shape) * dtypes[dtype].array.BYTES_PER_ELEMENT;
  if (to - from !== bytes)
    scanner.fail(`gives tensor ${quote(name)} ${to - from} bytes; its shape [${shape}] needs ${bytes}`);
  return { name, dtype, shape, from: dataAt + from, to: dataAt + to };
}

function readCounts(scanner: JsonScanner, most: number): number[] {
  const counts: number[] = [];
  scanner.array(() => {
    if (counts.push(scanner.count()) > most) scanner.fail(`has a list of more than ${most} numbers`);
  });
  return counts;
}

/** Refuses tensors that overlap, leave gaps, or end elsewhere than the file. */
function checkCover(entries: readonly HeaderEntry[], dataAt: number, fileBytes: number): void {
  let end = dataAt;
  for (const { name, from, to } of entries) {
    if (from !== end)
      throw new CheckpointError(
        `Tensor ${quote(name)} begins at byte ${from}; the one before it ends at ${end}.`,
      );
    end = to;
  }
  if (end !== fileBytes)
    throw new CheckpointError(`The file has ${fileBytes} bytes; its header describes ${end}.`);
}
