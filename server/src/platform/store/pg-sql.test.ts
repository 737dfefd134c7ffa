import { expect, test } from 'vitest';
import { pg, plainColumn, renderPg, textColumn, unnest } from './pg-sql.ts';

const rendered = (fragment: Parameters<typeof renderPg>[0]) => {
  const { text, params } = renderPg(fragment);
  return { text, values: params.map(({ value }) => value) };
};

test('numbers parameters through nested fragments, with their types', () => {
  const within = pg`created_at < ${pg.at(new Date(0))}`;
  expect(rendered(pg`SELECT id FROM messages WHERE role = ${pg.text('USER')} AND ${within} LIMIT ${pg.int8(5)}`)).toEqual({
    text: 'SELECT id FROM messages WHERE role = $1::text AND created_at < $2::timestamptz LIMIT $3::int8',
    values: ['USER', new Date(0), '5'],
  });
});

test('sends a parameter once, wherever it stands; equal values of two parameters stay two', () => {
  const workspace = pg.uuid('w');
  expect(rendered(pg`${workspace} ${pg`${workspace}`} ${pg.uuid('w')}`)).toEqual({
    text: '$1::uuid $1::uuid $2::uuid',
    values: ['w', 'w'],
  });
});

test('a batch is an array a column', () => {
  const columns = [
    textColumn('name', ({ name }: { name: string | null; count: number }) => name),
    plainColumn('count', 'int4', ({ count }: { count: number }) => count),
  ];
  const rows = [
    { name: 'a "quoted", \\ {one}', count: 1 },
    { name: null, count: 2 },
  ];
  expect(rendered(pg`SELECT * FROM ${unnest(columns, rows, 'sent')} LIMIT ${pg.int8(1)}`)).toEqual({
    text: 'SELECT * FROM unnest($1::text[], $2::int4[]) AS sent (name, count) LIMIT $3::int8',
    values: ['{"a \\"quoted\\", \\\\ {one}",NULL}', '{1,2}', '1'],
  });
});

test('a bare value does not compile', () => {
  const name = "'; DROP TABLE messages; --";
  // @ts-expect-error a value has a type
  const fragment = pg`SELECT ${name}`;
  expect(() => renderPg(fragment)).not.toThrow();
});
