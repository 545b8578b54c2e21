import { UsageError } from '../usage-error';
import type { NumberArray } from './number-array';

type Values = NumberArray['values'];

/** One type of numpy: its bytes, how one number is read, and what holds it. */
interface NumberType {
  readonly bytes: number;
  readonly read: (view: DataView, at: number, little: boolean) => number;
  readonly holder: new (length: number) => Values;
}

const numberTypes: Readonly<Record<string, NumberType>> = {
  f2: { bytes: 2, read: (view, at, little) => half(view.getUint16(at, little)), holder: Float32Array },
  f4: { bytes: 4, read: (view, at, little) => view.getFloat32(at, little), holder: Float32Array },
  f8: { bytes: 8, read: (view, at, little) => view.getFloat64(at, little), holder: Float64Array },
  b1: { bytes: 1, read: (view, at) => view.getUint8(at), holder: Float32Array },
  u1: { bytes: 1, read: (view, at) => view.getUint8(at), holder: Uint8Array },
  i1: { bytes: 1, read: (view, at) => view.getInt8(at), holder: Float32Array },
  u2: { bytes: 2, read: (view, at, little) => view.getUint16(at, little), holder: Float32Array },
  i2: { bytes: 2, read: (view, at, little) => view.getInt16(at, little), holder: Float32Array },
  u4: { bytes: 4, read: (view, at, little) => view.getUint32(at, little), holder: Float64Array },
  i4: { bytes: 4, read: (view, at, little) => view.getInt32(at, little), holder: Float64Array },
  u8: { bytes: 8, read: (view, at, little) => Number(view.getBigUint64(at, little)), holder: Float64Array },
  i8: { bytes: 8, read: (view, at, little) => Number(view.getBigInt64(at, little)), holder: Float64Array },
};

const EXPECTED = 'expected an array of numbers, as np.save(file, array) writes it';

/**
 * Reads an array of numpy's format, versions 1 to 3: floats of 2 to 8 bytes, integers and booleans, in either byte order and in C's or
 * Fortran's order of axes.
 *
 * Source: numpy.lib.format, "NPY format".
 *
 * @param bytes - the file
 * @param file - its name, for errors
 * @throws UsageError for what is no such file, ends too early, or holds no numbers
 */
export function readNpy(bytes: Uint8Array, file: string): NumberArray {
  const { descr, isFortran, shape, start } = readHeader(bytes, file);
  const [, order, code] = /^([<>|=])(\w\d+)$/.exec(descr) ?? [];
  const type = code === undefined ? undefined : numberTypes[code];
  if (!type)
    throw new UsageError(
      `${file}: has entries of numpy's type '${descr}'; ${EXPECTED}. Convert them: np.save(file, array.astype('float32')).`,
    );
  if (shape.length === 0) throw new UsageError(`${file}: has a single number; ${EXPECTED}, samples first.`);
  const length = shape.reduce((product, size) => product * size, 1);
  if (bytes.length - start < length * type.bytes)
    throw new UsageError(
      `${file}: ends after ${bytes.length} bytes; expected ${start + length * type.bytes} for the shape (${shape.join(', ')}). Copy it again.`,
    );
  const view = new DataView(bytes.buffer, bytes.byteOffset + start);
  const values = new type.holder(length);
  const little = order !== '>';
  for (let at = 0; at < length; at++) values[at] = type.read(view, at * type.bytes, little);
  return { shape, values: isFortran ? inOrderOfC(values, shape) : values };
}

interface Header {
  readonly descr: string;
  readonly isFortran: boolean;
  readonly shape: readonly number[];
  /** Place where the numbers begin. */
  readonly start: number;
}

function readHeader(bytes: Uint8Array, file: string): Header {
  const isNpy = bytes.length > 11 && String.fromCharCode(...bytes.subarray(0, 6)) === '\x93NUMPY';
  if (!isNpy) throw new UsageError(`${file}: isn't numpy's format; ${EXPECTED}.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isFirst = bytes[6] === 1;
  const length = isFirst ? view.getUint16(8, true) : view.getUint32(8, true);
  const start = (isFirst ? 10 : 12) + length;
  const text = new TextDecoder().decode(bytes.subarray(isFirst ? 10 : 12, start));
  const descr = /'descr': *(?:'([^']*)'|(\[.*\]))/.exec(text);
  const order = /'fortran_order': *(True|False)/.exec(text);
  const shape = /'shape': *\(([\d, ]*)\)/.exec(text);
  if (!descr || !order || !shape)
    throw new UsageError(`${file}: has a header that can't be read; ${EXPECTED}.`);
  const sizes = shape[1]!.split(',').filter((size) => size.trim() !== '');
  return { descr: descr[1] ?? descr[2]!, isFortran: order[1] === 'True', shape: sizes.map(Number), start };
}

/** The same array with the last axis first to move, where the first one was. */
function inOrderOfC(values: Values, shape: readonly number[]): Values {
  const ordered = values.slice();
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((product, size) => product * size, 1));
  const index = shape.map(() => 0);
  for (let to = 0, from = 0; to < values.length; to++) {
    ordered[to] = values[from]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index[axis]!++;
      from += strides[axis]!;
      if (index[axis]! < shape[axis]!) break;
      index[axis] = 0;
      from -= strides[axis]! * shape[axis]!;
    }
  }
  return ordered;
}

/** A float of 16 bits: 1 of sign, 5 of exponent, 10 of fraction. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
