-- CreateTable
CREATE TABLE "span_log" (
    "id" BIGSERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "trace_ids" UUID[],
    "span_lines" BYTEA NOT NULL,
    "content_lines" BYTEA NOT NULL,
    "logged_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "refused_at" TIMESTAMPTZ(3),

    CONSTRAINT "span_log_pkey" PRIMARY KEY ("id")
);

-- The lines are compressed already.
ALTER TABLE "span_log" ALTER COLUMN "span_lines" SET STORAGE EXTERNAL, ALTER COLUMN "content_lines" SET STORAGE EXTERNAL;
