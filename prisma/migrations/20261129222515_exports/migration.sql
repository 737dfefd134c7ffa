-- CreateTable
CREATE TABLE "exports" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "task_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "roles" TEXT[],
    "requested_by" TEXT,
    "schedule_id" UUID,
    "due_at" TIMESTAMPTZ(3),
    "expected_count" BIGINT,
    "written_count" BIGINT,
    "columns" JSONB NOT NULL DEFAULT '[]',
    "size_bytes" BIGINT,
    "failure" TEXT,
    "mail" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ready_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "exports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "export_schedules" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "roles" TEXT[],
    "every" TEXT NOT NULL,
    "weekday" SMALLINT,
    "minute" SMALLINT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "day_count" SMALLINT NOT NULL,
    "recipients" TEXT[],
    "is_paused" BOOLEAN NOT NULL DEFAULT false,
    "owner_id" TEXT,
    "owner_name" TEXT,
    "failure" TEXT,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "export_schedules_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "exports_task_id_key" ON "exports"("task_id");

-- CreateIndex
CREATE INDEX "exports_workspace_id_created_at_idx" ON "exports"("workspace_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "exports_schedule_id_due_at_key" ON "exports"("schedule_id", "due_at");

-- CreateIndex
CREATE INDEX "export_schedules_next_at_idx" ON "export_schedules"("next_at");

-- CreateIndex
CREATE UNIQUE INDEX "export_schedules_workspace_id_name_key" ON "export_schedules"("workspace_id", "name");

-- AddForeignKey
ALTER TABLE "exports" ADD CONSTRAINT "exports_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exports" ADD CONSTRAINT "exports_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "background_tasks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exports" ADD CONSTRAINT "exports_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "export_schedules"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "export_schedules" ADD CONSTRAINT "export_schedules_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;
