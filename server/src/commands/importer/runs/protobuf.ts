import protobuf from 'protobufjs/minimal.js';

/** The fields of a protobuf message that has no generated reader: each by its number, read by what it is expected to be. */
export class Fields {
  private readonly reader: protobuf.Reader;
  private tag = 0;

  constructor(bytes: Uint8Array) {
    this.reader = protobuf.Reader.create(bytes);
  }

  /** The number of the next field; 0 at the end. The one before must have been read or skipped. Errors: RangeError, Error. */
  next(): number {
    if (this.reader.pos >= this.reader.len) return 0;
    this.tag = this.reader.uint32();
    return this.tag >>> 3;
  }

  skip(): void {
    this.reader.skipType(this.tag & 7);
  }

  /** Whether the field holds bytes, as texts, messages and packed lists do. */
  get isBytes(): boolean {
    return (this.tag & 7) === 2;
  }

  bytes(): Buffer {
    return Buffer.from(this.expect(2).bytes());
  }

  text(): string {
    return this.expect(2).string();
  }

  float(): number {
    return this.expect(5).float();
  }

  double(): number {
    return this.expect(1).double();
  }

  /** int32, int64, uint32, uint64, bool and enums, rounded to a double. */
  integer(): number {
    return numberOf(this.expect(0).int64());
  }

  /** sint32 and sint64. */
  signed(): number {
    return numberOf(this.expect(0).sint64());
  }

  private expect(wireType: number): protobuf.Reader {
    if ((this.tag & 7) !== wireType) throw new Error(`field ${this.tag >>> 3} is written as type ${this.tag & 7}; ${wireType} is expected`);
    return this.reader;
  }
}

const numberOf = (value: number | { readonly low: number; readonly high: number }): number =>
  typeof value === 'number' ? value : value.high * 4_294_967_296 + (value.low >>> 0);

/** google.protobuf.Timestamp. */
export function timestampOf(bytes: Uint8Array): Date {
  const fields = new Fields(bytes);
  let [seconds, nanos] = [0, 0];
  for (let field = fields.next(); field !== 0; field = fields.next()) {
    if (field === 1) seconds = fields.integer();
    else if (field === 2) nanos = fields.integer();
    else fields.skip();
  }
  return new Date(seconds * 1_000 + Math.floor(nanos / 1e6));
}
