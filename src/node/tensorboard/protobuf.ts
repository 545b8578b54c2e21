// The part of Protocol Buffers' encoding that event files need. A message is the bytes of its fields, one after another.

/** A 64-bit float. */
export function double(field: number, value: number): Uint8Array {
  return numberField(field, 1, 8, (view) => view.setFloat64(0, value, true));
}

/** A 32-bit float. */
export function float(field: number, value: number): Uint8Array {
  return numberField(field, 5, 4, (view) => view.setFloat32(0, value, true));
}

/** A whole number from 0 to 2⁵³ − 1. */
export function integer(field: number, value: number): Uint8Array {
  return Uint8Array.from([...varint(field * 8), ...varint(value)]);
}

/** Text, as UTF-8. */
export function text(field: number, value: string): Uint8Array {
  return bytes(field, new TextEncoder().encode(value));
}

/** Bytes, or a message within. */
export function bytes(field: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return message(Uint8Array.from([...varint(field * 8 + 2), ...varint(length)]), ...parts);
}

/** A list of 64-bit floats, packed. */
export function doubles(field: number, values: readonly number[]): Uint8Array {
  const packed = new DataView(new ArrayBuffer(8 * values.length));
  for (const [index, value] of values.entries()) packed.setFloat64(8 * index, value, true);
  return bytes(field, new Uint8Array(packed.buffer));
}

/** Fields of a message, joined. */
export function message(...fields: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(fields.reduce((sum, field) => sum + field.length, 0));
  let at = 0;
  for (const field of fields) {
    joined.set(field, at);
    at += field.length;
  }
  return joined;
}

function numberField(
  field: number,
  wireType: number,
  size: number,
  write: (view: DataView) => void,
): Uint8Array {
  const value = new Uint8Array(size);
  write(new DataView(value.buffer));
  return message(Uint8Array.from(varint(field * 8 + wireType)), value);
}

/** Seven bits a byte, the lowest first. By division: numbers beyond 32 bits come too. */
function varint(value: number): number[] {
  const encoded: number[] = [];
  let left = value;
  for (; left > 127; left = Math.floor(left / 128)) encoded.push((left % 128) + 128);
  encoded.push(left);
  return encoded;
}
