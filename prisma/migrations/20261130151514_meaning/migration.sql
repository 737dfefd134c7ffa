-- CreateTable
CREATE TABLE "meaning_queue" (
    "id" BIGSERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "message_ids" BIGINT[],
    "stale_ids" BIGINT[],
    "stale_at" TIMESTAMPTZ(3)[],
    "enqueued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "meaning_queue_pkey" PRIMARY KEY ("id")
);

-- Messages that are there already.
INSERT INTO "meaning_queue" ("workspace_id", "message_ids", "stale_ids", "stale_at")
SELECT "workspace_id", array_agg("id" ORDER BY "id"), '{}', '{}'
FROM (SELECT "workspace_id", "id", (row_number() OVER (PARTITION BY "workspace_id" ORDER BY "id") - 1) / 2000 AS "part" FROM "messages") AS "numbered"
GROUP BY "workspace_id", "part"
ORDER BY "part", "workspace_id";
