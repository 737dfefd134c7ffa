-- CreateEnum
CREATE TYPE "MaskingMode" AS ENUM ('OFF', 'MASK', 'HASH', 'DROP');

-- AlterTable
ALTER TABLE "evaluations" ADD COLUMN     "label" TEXT,
ADD COLUMN     "name" TEXT,
ADD COLUMN     "session_id" TEXT,
ADD COLUMN     "span_id" TEXT,
ADD COLUMN     "trace_id" TEXT,
ADD COLUMN     "value" DOUBLE PRECISION,
ALTER COLUMN "message_external_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "waiting_evaluations" ADD COLUMN     "trace_id" TEXT,
ALTER COLUMN "message_external_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "data_policies" (
    "workspace_id" UUID NOT NULL,
    "masking_mode" "MaskingMode" NOT NULL DEFAULT 'OFF',
    "masking_kinds" TEXT[],
    "masking_secret" BYTEA NOT NULL,
    "trace_retention_days" INTEGER,
    "message_retention_days" INTEGER,
    "trace_sample_share" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "data_policies_pkey" PRIMARY KEY ("workspace_id")
);

-- CreateTable
CREATE TABLE "trace_queue" (
    "id" BIGSERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "trace_id" UUID NOT NULL,
    "enqueued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trace_queue_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saved_views" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "page" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "search" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_views_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "saved_views_workspace_id_page_name_key" ON "saved_views"("workspace_id", "page", "name");

-- CreateIndex
CREATE INDEX "evaluations_workspace_id_trace_id_idx" ON "evaluations"("workspace_id", "trace_id") WHERE (trace_id IS NOT NULL);

-- CreateIndex
CREATE INDEX "messages_workspace_id_trace_id_idx" ON "messages"("workspace_id", "trace_id") WHERE (trace_id IS NOT NULL);

-- CreateIndex
CREATE INDEX "waiting_evaluations_workspace_id_trace_id_idx" ON "waiting_evaluations"("workspace_id", "trace_id") WHERE (trace_id IS NOT NULL);

-- AddForeignKey
ALTER TABLE "data_policies" ADD CONSTRAINT "data_policies_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;
