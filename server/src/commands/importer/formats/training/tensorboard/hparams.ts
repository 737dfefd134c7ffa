import { Fields } from '../../../runs/protobuf.ts';

/** What the hparams plugin writes about a session. */
export interface Session {
  readonly hyperparameters: Readonly<Record<string, unknown>>;
  /** Unix time is not read: the event has it. Null: this is not the end. */
  readonly end: 'success' | 'failure' | null;
}

const [succeeded, failed] = [1, 2];

/**
 * Reads `tensorboard.hparams.HParamsPluginData` { 3 session_start_info { 1 hparams }, 4 session_end_info { 1 status } }. Errors: as
 * `Fields`.
 */
export function sessionOf(bytes: Buffer): Session {
  const fields = new Fields(bytes);
  const hyperparameters: Record<string, unknown> = {};
  let end: Session['end'] = null;
  for (let field = fields.next(); field !== 0; field = fields.next()) {
    if (field === 3) {
      const start = new Fields(fields.bytes());
      for (let inner = start.next(); inner !== 0; inner = start.next()) {
        if (inner !== 1) {
          start.skip();
          continue;
        }
        const [name, value] = entryOf(start.bytes());
        hyperparameters[name] = value;
      }
    } else if (field === 4) {
      const info = new Fields(fields.bytes());
      for (let inner = info.next(); inner !== 0; inner = info.next()) {
        if (inner !== 1) {
          info.skip();
          continue;
        }
        const status = info.integer();
        end = status === succeeded ? 'success' : status === failed ? 'failure' : null;
      }
    } else fields.skip();
  }
  return { hyperparameters, end };
}

/** An entry of a map: 1 name, 2 google.protobuf.Value { 2 number, 3 text, 4 bool }. */
function entryOf(bytes: Buffer): [name: string, value: unknown] {
  const fields = new Fields(bytes);
  let name = '';
  let value: unknown = null;
  for (let field = fields.next(); field !== 0; field = fields.next()) {
    if (field === 1) name = fields.text();
    else if (field === 2) value = valueOf(fields.bytes());
    else fields.skip();
  }
  return [name, value];
}

function valueOf(bytes: Buffer): unknown {
  const fields = new Fields(bytes);
  let value: unknown = null;
  for (let field = fields.next(); field !== 0; field = fields.next()) {
    if (field === 2) value = fields.double();
    else if (field === 3) value = fields.text();
    else if (field === 4) value = fields.integer() === 1;
    else fields.skip();
  }
  return value;
}
