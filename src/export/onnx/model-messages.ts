import type { Shape } from '../network/network';
import { Message } from './message';

/** An attribute of a node, by its kind. */
export type Attribute =
  | { readonly int: number }
  | { readonly float: number }
  | { readonly ints: readonly number[] }
  | { readonly text: string };

/** Attributes by their names. */
export type Attributes = Readonly<Record<string, Attribute>>;

/** Element types, by ONNX's numbers. */
export const elementTypes = { float32: 1, int32: 6, int64: 7 } as const;

/** An operation with its inputs and its one output. */
export interface OnnxNode {
  readonly operation: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes: Attributes;
}

/** A tensor that stands in the file. */
export interface Initializer {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array | BigInt64Array;
}

/** A named input or output of the graph. */
export interface Border {
  readonly name: string;
  readonly type: number;
  readonly shape: Shape;
}

/** A whole graph. */
export interface OnnxGraphParts {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly Initializer[];
  readonly inputs: readonly Border[];
  readonly outputs: readonly Border[];
}

/** Version of the operator set that is written for. */
const OPSET = 15;
/** Version of the file format that came with it. */
const IR_VERSION = 8;

/**
 * The bytes of an ONNX file.
 *
 * Source: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto, of which these are the few fields that are needed.
 */
export function modelBytes(graph: OnnxGraphParts): Uint8Array<ArrayBuffer> {
  const graphMessage = new Message()
    .messages(1, ...graph.nodes.map(nodeMessage))
    .text(2, graph.name)
    .messages(5, ...graph.initializers.map(tensorMessage))
    .messages(11, ...graph.inputs.map(borderMessage))
    .messages(12, ...graph.outputs.map(borderMessage));
  return new Message()
    .whole(1, IR_VERSION)
    .text(2, 'gan-core')
    .messages(7, graphMessage)
    .messages(8, new Message().text(1, '').whole(2, OPSET))
    .finish();
}

function nodeMessage({ operation, name, inputs, output, attributes }: OnnxNode): Message {
  return new Message()
    .text(1, ...inputs)
    .text(2, output)
    .text(3, name)
    .text(4, operation)
    .messages(5, ...Object.entries(attributes).map(attributeMessage));
}

function attributeMessage([name, attribute]: readonly [string, Attribute]): Message {
  const message = new Message().text(1, name);
  if ('float' in attribute) return message.float(2, attribute.float).whole(20, 1);
  if ('int' in attribute) return message.whole(3, attribute.int).whole(20, 2);
  if ('text' in attribute) return message.text(4, attribute.text).whole(20, 3);
  return message.whole(8, ...attribute.ints).whole(20, 7);
}

function tensorMessage({ name, shape, values }: Initializer): Message {
  return new Message()
    .whole(1, ...shape)
    .whole(2, values instanceof Float32Array ? elementTypes.float32 : elementTypes.int64)
    .text(8, name)
    .bytes(9, littleEndian(values));
}

/** Every engine that gan-core runs on has little-endian numbers: so has WebAssembly's memory. */
function littleEndian({ buffer, byteOffset, byteLength }: Float32Array | BigInt64Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function borderMessage({ name, type, shape }: Border): Message {
  const sizes = shape.map((size, axis) => {
    const open = axis === 0 ? 'batch' : `${name}_${axis}`;
    return axis === 0 || size === null ? new Message().text(2, open) : new Message().whole(1, size);
  });
  const tensor = new Message().whole(1, type).messages(2, new Message().messages(1, ...sizes));
  return new Message().text(1, name).messages(2, new Message().messages(1, tensor));
}
