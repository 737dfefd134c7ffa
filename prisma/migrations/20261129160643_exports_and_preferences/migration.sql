-- CreateTable
CREATE TABLE "user_exports" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "task_id" UUID NOT NULL,
    "user_id" TEXT,
    "counts" JSONB NOT NULL DEFAULT '{}',
    "size_bytes" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ready_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_exports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_preferences" (
    "owner" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_preferences_pkey" PRIMARY KEY ("owner","name")
);

-- CreateTable
CREATE TABLE "workspace_preferences" (
    "workspace_id" UUID NOT NULL,
    "owner" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workspace_preferences_pkey" PRIMARY KEY ("workspace_id","owner","name")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_exports_task_id_key" ON "user_exports"("task_id");

-- CreateIndex
CREATE INDEX "user_exports_workspace_id_created_at_idx" ON "user_exports"("workspace_id", "created_at");

-- AddForeignKey
ALTER TABLE "user_exports" ADD CONSTRAINT "user_exports_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_exports" ADD CONSTRAINT "user_exports_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "background_tasks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workspace_preferences" ADD CONSTRAINT "workspace_preferences_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;
