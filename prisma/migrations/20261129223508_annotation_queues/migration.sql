-- CreateEnum
CREATE TYPE "AnnotationQueueStatus" AS ENUM ('OPEN', 'CLOSED');

-- CreateEnum
CREATE TYPE "AssignmentState" AS ENUM ('LEASED', 'SUBMITTED', 'SKIPPED', 'EXTRA');

-- AlterTable
ALTER TABLE "evaluations" ADD COLUMN     "queue_id" UUID;

-- CreateTable
CREATE TABLE "annotation_queues" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "instructions" TEXT NOT NULL,
    "rubric" JSONB NOT NULL,
    "overlap" SMALLINT NOT NULL DEFAULT 1,
    "lease_minutes" SMALLINT NOT NULL DEFAULT 15,
    "is_for_all" BOOLEAN NOT NULL DEFAULT true,
    "status" "AnnotationQueueStatus" NOT NULL DEFAULT 'OPEN',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "annotation_queues_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "annotation_queue_members" (
    "queue_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,

    CONSTRAINT "annotation_queue_members_pkey" PRIMARY KEY ("queue_id","person_id")
);

-- CreateTable
CREATE TABLE "annotation_queue_items" (
    "id" BIGSERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "queue_id" UUID NOT NULL,
    "message_id" BIGINT NOT NULL,
    "position" INTEGER NOT NULL,
    "submitted_count" SMALLINT NOT NULL DEFAULT 0,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "annotation_queue_items_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "annotation_queue_assignments" (
    "id" BIGSERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "queue_id" UUID NOT NULL,
    "item_id" BIGINT NOT NULL,
    "position" INTEGER NOT NULL,
    "annotator" TEXT NOT NULL,
    "annotator_name" TEXT NOT NULL,
    "state" "AssignmentState" NOT NULL,
    "leased_until" TIMESTAMPTZ(3),
    "rating" SMALLINT,
    "success" BOOLEAN,
    "failure_tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "corrected_output" TEXT,
    "comment" TEXT,
    "choices" JSONB NOT NULL DEFAULT '{}',
    "skip_reason" TEXT,
    "is_revised" BOOLEAN NOT NULL DEFAULT false,
    "leased_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "annotation_queue_assignments_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "annotation_queues_workspace_id_name_key" ON "annotation_queues"("workspace_id", "name");

-- CreateIndex
CREATE INDEX "annotation_queue_members_person_id_idx" ON "annotation_queue_members"("person_id");

-- CreateIndex
CREATE INDEX "annotation_queue_items_message_id_idx" ON "annotation_queue_items"("message_id");

-- CreateIndex
CREATE INDEX "annotation_queue_items_open" ON "annotation_queue_items"("queue_id", "position") WHERE (completed_at IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "annotation_queue_items_queue_id_message_id_key" ON "annotation_queue_items"("queue_id", "message_id");

-- CreateIndex
CREATE UNIQUE INDEX "annotation_queue_items_queue_id_position_key" ON "annotation_queue_items"("queue_id", "position");

-- CreateIndex
CREATE INDEX "annotation_queue_assignments_queue_id_annotator_position_idx" ON "annotation_queue_assignments"("queue_id", "annotator", "position");

-- CreateIndex
CREATE INDEX "annotation_queue_assignments_queue_id_annotator_ended_at_idx" ON "annotation_queue_assignments"("queue_id", "annotator", "ended_at");

-- CreateIndex
CREATE UNIQUE INDEX "annotation_queue_assignments_item_id_annotator_key" ON "annotation_queue_assignments"("item_id", "annotator");

-- AddForeignKey
ALTER TABLE "annotation_queues" ADD CONSTRAINT "annotation_queues_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotation_queue_members" ADD CONSTRAINT "annotation_queue_members_queue_id_fkey" FOREIGN KEY ("queue_id") REFERENCES "annotation_queues"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotation_queue_members" ADD CONSTRAINT "annotation_queue_members_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotation_queue_items" ADD CONSTRAINT "annotation_queue_items_queue_id_fkey" FOREIGN KEY ("queue_id") REFERENCES "annotation_queues"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotation_queue_items" ADD CONSTRAINT "annotation_queue_items_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "messages"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotation_queue_assignments" ADD CONSTRAINT "annotation_queue_assignments_queue_id_fkey" FOREIGN KEY ("queue_id") REFERENCES "annotation_queues"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotation_queue_assignments" ADD CONSTRAINT "annotation_queue_assignments_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "annotation_queue_items"("id") ON DELETE CASCADE ON UPDATE CASCADE;
