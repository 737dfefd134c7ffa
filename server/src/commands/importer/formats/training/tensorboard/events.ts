import { Fields } from '../../../runs/protobuf.ts';

/** One value of a summary. */
export interface SummaryValue {
  readonly tag: string;
  /** The plugin that it is for, where it is written; writers may leave it out after a tag's first value. */
  readonly plugin: string | null;
  /** The plugin's own message. */
  readonly pluginContent: Buffer | null;
  /** `simple_value` (TensorFlow 1, PyTorch), or a `tensor` of one number (TensorFlow 2, Keras); null: it is no scalar. */
  readonly scalar: { readonly dialect: 'simple' | 'tensor'; readonly value: number } | null;
  /** The first text of a tensor of texts. */
  readonly text: string | null;
}

export interface TensorboardEvent {
  /** Unix time in seconds. */
  readonly wallSeconds: number;
  readonly step: number;
  /** `SessionLog.START`: the trainer began again at this step. */
  readonly isStart: boolean;
  readonly values: readonly SummaryValue[];
}

const sessionStart = 1;

/** Reads `tensorflow.Event`. Errors: RangeError or Error where the bytes are none. */
export function eventOf(bytes: Uint8Array): TensorboardEvent {
  const fields = new Fields(bytes);
  let [wallSeconds, step, isStart] = [0, 0, false];
  const values: SummaryValue[] = [];
  for (let field = fields.next(); field !== 0; field = fields.next()) {
    if (field === 1) wallSeconds = fields.double();
    else if (field === 2) step = fields.integer();
    else if (field === 5) values.push(...summaryOf(fields.bytes()));
    else if (field === 7) isStart = statusOf(fields.bytes()) === sessionStart;
    else fields.skip();
  }
  return { wallSeconds, step, isStart, values };
}

function summaryOf(bytes: Buffer): SummaryValue[] {
  const values: SummaryValue[] = [];
  const fields = new Fields(bytes);
  for (let field = fields.next(); field !== 0; field = fields.next()) {
    if (field === 1) values.push(valueOf(fields.bytes()));
    else fields.skip();
  }
  return values;
}

function valueOf(bytes: Buffer): SummaryValue {
  const fields = new Fields(bytes);
  let tag = '';
  let scalar: SummaryValue['scalar'] = null;
  let text: string | null = null;
  let plugin: { name: string; content: Buffer | null } | null = null;
  for (let field = fields.next(); field !== 0; field = fields.next()) {
    if (field === 1) tag = fields.text();
    else if (field === 2) scalar = { dialect: 'simple', value: fields.float() };
    else if (field === 8) {
      const tensor = tensorOf(fields.bytes());
      if (tensor.number !== null) scalar = { dialect: 'tensor', value: tensor.number };
      text = tensor.text;
    } else if (field === 9) plugin = pluginOf(fields.bytes());
    else fields.skip();
  }
  return { tag, plugin: plugin?.name ?? null, pluginContent: plugin?.content ?? null, scalar, text };
}

/** SummaryMetadata { 1 plugin_data { 1 plugin_name, 2 content } }. */
function pluginOf(bytes: Buffer): { name: string; content: Buffer | null } | null {
  const fields = new Fields(bytes);
  let plugin: { name: string; content: Buffer | null } | null = null;
  for (let field = fields.next(); field !== 0; field = fields.next()) {
    if (field !== 1) {
      fields.skip();
      continue;
    }
    const data = new Fields(fields.bytes());
    plugin = { name: '', content: null };
    for (let inner = data.next(); inner !== 0; inner = data.next()) {
      if (inner === 1) plugin.name = data.text();
      else if (inner === 2) plugin.content = data.bytes();
      else data.skip();
    }
  }
  return plugin;
}

function statusOf(sessionLog: Buffer): number {
  const fields = new Fields(sessionLog);
  let status = 0;
  for (let field = fields.next(); field !== 0; field = fields.next()) {
    if (field === 1) status = fields.integer();
    else fields.skip();
  }
  return status;
}

/** TensorProto's types of numbers, by how one is read from `tensor_content`. */
const contents: Readonly<Record<number, { readonly size: number; readonly read: (bytes: Buffer) => number }>> = {
  1: { size: 4, read: (bytes) => bytes.readFloatLE(0) },
  2: { size: 8, read: (bytes) => bytes.readDoubleLE(0) },
  3: { size: 4, read: (bytes) => bytes.readInt32LE(0) },
  9: { size: 8, read: (bytes) => Number(bytes.readBigInt64LE(0)) },
  14: { size: 2, read: (bytes) => bfloat16Of(bytes.readUInt16LE(0)) },
  19: { size: 2, read: (bytes) => float16Of(bytes.readUInt16LE(0)) },
  22: { size: 4, read: (bytes) => bytes.readUInt32LE(0) },
  23: { size: 8, read: (bytes) => Number(bytes.readBigUInt64LE(0)) },
};
const bfloat16 = 14;

/**
 * TensorProto { 1 dtype, 2 shape, 4 tensor_content, 5 float_val, 6 double_val, 7 int_val, 8 string_val, 10 int64_val, 13 half_val,
 * 16 uint32_val, 17 uint64_val }: its number if it holds exactly one, its first text if it holds texts.
 */
function tensorOf(bytes: Buffer): { number: number | null; text: string | null } {
  const fields = new Fields(bytes);
  let type = 0;
  let content: Buffer | null = null;
  let text: string | null = null;
  const numbers: number[] = [];
  for (let field = fields.next(); field !== 0; field = fields.next()) {
    if (field === 1) type = fields.integer();
    else if (field === 4) content = fields.bytes();
    else if (field === 5)
      numbers.push(
        ...listOf(
          fields,
          () => fields.float(),
          (packed) => floatsOf(packed, 4),
        ),
      );
    else if (field === 6)
      numbers.push(
        ...listOf(
          fields,
          () => fields.double(),
          (packed) => floatsOf(packed, 8),
        ),
      );
    else if (field === 7 || field === 10 || field === 16 || field === 17)
      numbers.push(...listOf(fields, () => fields.integer(), integersOf));
    else if (field === 13)
      numbers.push(...listOf(fields, () => fields.integer(), integersOf).map(type === bfloat16 ? bfloat16Of : float16Of));
    else if (field === 8) {
      const one = fields.text();
      text ??= one;
    } else fields.skip();
  }
  const read = contents[type];
  if (content !== null && read !== undefined && content.length === read.size) numbers.push(read.read(content));
  else if (content !== null && content.length > 0) return { number: null, text };
  return { number: numbers.length === 1 ? (numbers[0] as number) : null, text };
}

/** A repeated field of numbers, written one by one or packed. */
const listOf = (fields: Fields, one: () => number, packed: (bytes: Buffer) => number[]): number[] =>
  fields.isBytes ? packed(fields.bytes()) : [one()];

const floatsOf = (bytes: Buffer, size: 4 | 8): number[] =>
  Array.from({ length: Math.floor(bytes.length / size) }, (_, index) =>
    size === 4 ? bytes.readFloatLE(index * size) : bytes.readDoubleLE(index * size),
  );

function integersOf(bytes: Buffer): number[] {
  const numbers: number[] = [];
  let [value, shift] = [0n, 0n];
  for (const byte of bytes) {
    value |= BigInt(byte & 0x7f) << shift;
    shift += 7n;
    if (byte < 0x80) {
      numbers.push(Number(BigInt.asIntN(64, value)));
      [value, shift] = [0n, 0n];
    }
  }
  return numbers;
}

function float16Of(bits: number): number {
  const [sign, exponent, fraction] = [bits >> 15 === 0 ? 1 : -1, (bits >> 10) & 0x1f, bits & 0x3ff];
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1_024) * 2 ** (exponent - 15);
}

function bfloat16Of(bits: number): number {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt16LE(bits, 2);
  return bytes.readFloatLE(0);
}
