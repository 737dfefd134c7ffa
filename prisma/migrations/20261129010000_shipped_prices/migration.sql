-- CreateTable
CREATE TABLE "price_tables" (
    "workspace_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "dated_at" TIMESTAMPTZ(3) NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "price_tables_pkey" PRIMARY KEY ("workspace_id","source")
);

-- CreateTable
CREATE TABLE "model_aliases" (
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_aliases_pkey" PRIMARY KEY ("workspace_id","name")
);

-- AddForeignKey
ALTER TABLE "model_aliases" ADD CONSTRAINT "model_aliases_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "price_tables" ADD CONSTRAINT "price_tables_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Ids of traces and spans in the one form that spans have (server/src/domains/messages/pure/trace-ids.ts), so that what is of a span is found.
UPDATE "messages" SET "trace_id" = CASE
    WHEN lower("trace_id") ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' AND "trace_id" !~ '^[0-]+$' THEN replace(lower("trace_id"), '-', '')
    WHEN lower("trace_id") ~ '^[0-9a-f]{32}$' AND "trace_id" !~ '^[0-]+$' THEN lower("trace_id")
    ELSE left(encode(sha256(convert_to("trace_id", 'UTF8')), 'hex'), 32) END
WHERE "trace_id" IS NOT NULL AND ("trace_id" !~ '^[0-9a-f]{32}$' OR "trace_id" ~ '^[0-]+$');
UPDATE "messages" SET "span_id" = CASE
    WHEN lower("span_id") ~ '^[0-9a-f]{16}$' AND "span_id" !~ '^[0-]+$' THEN lower("span_id")
    ELSE left(encode(sha256(convert_to("span_id", 'UTF8')), 'hex'), 16) END
WHERE "span_id" IS NOT NULL AND ("span_id" !~ '^[0-9a-f]{16}$' OR "span_id" ~ '^[0-]+$');
