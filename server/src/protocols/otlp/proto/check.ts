import protobuf from 'protobufjs/minimal.js';

/** Reads over the fields of a message, and not into them. Errors: RangeError or Error where the bytes are no protobuf message. */
export function checkMessage(body: Buffer): void {
  const reader = protobuf.Reader.create(body);
  while (reader.pos < reader.len) {
    const tag = reader.tag();
    reader.skipType(tag & 7, 0, tag >>> 3);
  }
}
