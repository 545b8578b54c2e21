const encoder = new TextEncoder();

/**
 * A message of protocol buffers, as it is written: fields one after another, each with its number and kind.
 *
 * Source: https://protobuf.dev/programming-guides/encoding
 */
export class Message {
  private readonly parts: Uint8Array[] = [];
  private length = 0;

  /** Adds whole numbers, a field each. Negative ones take ten bytes, as int64 has them. */
  whole(field: number, ...values: readonly number[]): this {
    for (const value of values) this.push(varint((field << 3) | 0), varint(value));
    return this;
  }

  /** Adds a float of 32 bits. */
  float(field: number, value: number): this {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, value, true);
    this.push(varint((field << 3) | 5), bytes);
    return this;
  }

  /** Adds strings, a field each. */
  text(field: number, ...values: readonly string[]): this {
    for (const value of values) this.bytes(field, encoder.encode(value));
    return this;
  }

  /** Adds bytes, which aren't copied until the whole is finished. */
  bytes(field: number, value: Uint8Array): this {
    this.push(varint((field << 3) | 2), varint(value.length), value);
    return this;
  }

  /** Adds messages, a field each. */
  messages(field: number, ...values: readonly Message[]): this {
    for (const { parts, length } of values) this.push(varint((field << 3) | 2), varint(length), ...parts);
    return this;
  }

  /** The message's bytes. */
  finish(): Uint8Array<ArrayBuffer> {
    const whole = new Uint8Array(this.length);
    let at = 0;
    for (const part of this.parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  private push(...parts: readonly Uint8Array[]): void {
    for (const part of parts) {
      this.parts.push(part);
      this.length += part.length;
    }
  }
}

/** A whole number, seven bits a byte, the lowest ones first. */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 0x80 : low);
  } while (rest > 0n);
  return Uint8Array.from(bytes);
}
