import { defineConfig } from 'prisma/config';

/** For the ordinary Prisma CLI, where its engine binary can be had; `pnpm db` needs none of it. */
export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env['DATABASE_URL'] ?? 'postgresql://localhost/fine_tune_lab' },
});
