import { expect, test } from 'vitest';
import { clickhouseDiagram, postgresDiagram, shortType } from './data-model.ts';
import { readPrismaSchema } from './prisma-schema.ts';

const SCHEMA = `
/// A team.
/// With keys.
model Team {
  id   String  @id @default(dbgenerated("gen_random_uuid()")) @db.Uuid
  slug String  @unique
  keys Key[]
  rule Rule?

  @@map("teams")
}

enum Role {
  ADMIN
}

model Key {
  teamId  String    @map("team_id") @db.Uuid
  team    Team      @relation(fields: [teamId], references: [id])
  place   Int       @db.SmallInt
  role    Role      @default(ADMIN)
  tags    String[]
  /// When it ended.
  endedAt DateTime? @map("ended_at") @db.Timestamptz(3)

  @@id([teamId, place])
  @@map("keys")
}

model Rule {
  teamId  String  @id @map("team_id") @db.Uuid
  team    Team    @relation(fields: [teamId], references: [id])
  otherId BigInt? @map("other_id")
  other   Key?    @relation(fields: [otherId], references: [place])

  @@map("rules")
}
`;

test('a diagram of PostgreSQL has tables, columns with their database names, keys and cardinalities', () => {
  const tables = readPrismaSchema(SCHEMA);
  expect(tables[0]?.description).toBe('A team. With keys.');
  expect(postgresDiagram(tables).split('\n').map((line) => line.trim())).toEqual([
    'erDiagram',
    'teams ||--o{ keys : team_id',
    'teams ||--o| rules : team_id',
    'keys |o--o{ rules : other_id',
    'teams {', 'uuid id PK', 'text slug UK', '}',
    'keys {', 'uuid team_id PK', 'smallint place PK', 'Role role', 'text[] tags', 'timestamptz ended_at "null"', '}',
    'rules {', 'uuid team_id PK', 'bigint other_id FK "null"', '}',
  ]);
});

test.each([
  ['a type that PostgreSQL lacks', 'model A {\n  x Unsupported\n}\n', 'A.x'],
  ['a line of another form', 'model A {\n  %%\n}\n', '%%'],
])('a schema with %s is refused', (_claim, schema, named) => {
  expect(() => readPrismaSchema(schema)).toThrow(named);
});

test.each([
  ['LowCardinality(String)', 'String'],
  ["DateTime64(3, 'UTC')", 'DateTime64'],
  ['Array(LowCardinality(String))', 'Array(String)'],
  ["Array(Tuple(DateTime64(6, 'UTC'), UUID))", 'Array(Tuple)'],
  ['Nullable(UInt32)', 'Nullable(UInt32)'],
  ['UUID', 'UUID'],
])('%s is shown as %s', (type, shown) => {
  expect(shortType(type)).toBe(shown);
});

test('a relation to a table that there is not is refused', () => {
  expect(() => clickhouseDiagram([])).toThrow('message_facts');
});
