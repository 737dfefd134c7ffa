import type { FileRecord } from '../records.ts';
import { joinedStream } from '../stream.ts';
import { isObject, textOf } from '../values.ts';
import { completionsReader } from './logs.ts';
import { bad, type Fields, type Place } from './reader.ts';
import { unfolded } from './turns.ts';

/** Answers whose pieces are held at once: many may be on their way in one log. With more, the oldest is taken as whole. */
const MOST_OPEN = 200;

/** Whether an object is one piece of a streamed chat completion. The last may hold the usage alone. */
export const isChunk = ({ choices, object }: Fields): boolean =>
  Array.isArray(choices) &&
  (choices.length === 0 ? object === 'chat.completion.chunk' : choices.every((choice) => isObject(choice) && isObject(choice['delta'])));

/** Joins answers of which a log has one piece a value. */
export interface ChunkJoiner {
  add(piece: Fields, place: Place): Iterable<FileRecord>;
  /** No piece comes any more. */
  end(): Iterable<FileRecord>;
}

export function chunkJoiner(): ChunkJoiner {
  const open = new Map<string, { readonly place: Place; readonly pieces: Fields[] }>();
  function* close(key: string): Iterable<FileRecord> {
    const { place, pieces } = open.get(key) as { place: Place; pieces: Fields[] };
    open.delete(key);
    const answer = joinedStream(pieces, unfolded);
    if (answer === null) yield bad(place, 'choices', 'belongs to a streamed answer whose other pieces are not here');
    else yield* completionsReader.records({ ...answer, created: pieces[0]?.['created'] }, place);
  }
  return {
    *add(piece, place) {
      const id = textOf(piece['id']);
      const key = id ?? '';
      const held = open.get(key);
      if (held === undefined) open.set(key, { place, pieces: [piece] });
      else held.pieces.push(piece);
      // Without an id, pieces follow each other.
      if (id === null && (piece['choices'] as readonly Fields[]).some((choice) => textOf(choice['finish_reason']) !== null))
        yield* close(key);
      if (open.size > MOST_OPEN) yield* close(open.keys().next().value as string);
    },
    *end() {
      for (const key of open.keys()) yield* close(key);
    },
  };
}
