-- CreateTable
CREATE TABLE "datasets" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "tags" TEXT[],
    "input_schema" JSONB,
    "expected_output_schema" JSONB,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "last_version" INTEGER NOT NULL DEFAULT 0,
    "last_batch" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "datasets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dataset_versions" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "dataset_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "address" TEXT NOT NULL,
    "chunk_ids" BIGINT[],
    "row_count" INTEGER NOT NULL,
    "byte_count" BIGINT NOT NULL,
    "splits" JSONB NOT NULL DEFAULT '{}',
    "comment" TEXT,
    "source" JSONB NOT NULL DEFAULT '{}',
    "erased_row_count" INTEGER NOT NULL DEFAULT 0,
    "created_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dataset_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dataset_version_parents" (
    "version_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "parent_id" UUID NOT NULL,
    "dataset_name" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "address" TEXT NOT NULL,

    CONSTRAINT "dataset_version_parents_pkey" PRIMARY KEY ("version_id","parent_id")
);

-- CreateTable
CREATE TABLE "dataset_chunks" (
    "id" BIGSERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "dataset_id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "row_count" INTEGER NOT NULL,
    "byte_count" INTEGER NOT NULL,
    "splits" JSONB NOT NULL DEFAULT '{}',
    "id_hashes" BYTEA NOT NULL,
    "token_count" INTEGER,

    CONSTRAINT "dataset_chunks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dataset_draft_rows" (
    "dataset_id" UUID NOT NULL,
    "row_id" TEXT NOT NULL,
    "workspace_id" UUID NOT NULL,
    "sequence" BIGSERIAL NOT NULL,
    "line" TEXT,
    "is_new" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dataset_draft_rows_pkey" PRIMARY KEY ("dataset_id","row_id")
);

-- CreateTable
CREATE TABLE "dataset_row_sources" (
    "dataset_id" UUID NOT NULL,
    "row_id" TEXT NOT NULL,
    "workspace_id" UUID NOT NULL,
    "message_id" BIGINT,
    "trace_id" TEXT,
    "span_id" TEXT,
    "user_id" TEXT,

    CONSTRAINT "dataset_row_sources_pkey" PRIMARY KEY ("dataset_id","row_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "datasets_workspace_id_name_key" ON "datasets"("workspace_id", "name");

-- CreateIndex
CREATE INDEX "dataset_versions_workspace_id_idx" ON "dataset_versions"("workspace_id");

-- CreateIndex
CREATE UNIQUE INDEX "dataset_versions_dataset_id_number_key" ON "dataset_versions"("dataset_id", "number");

-- CreateIndex
CREATE INDEX "dataset_version_parents_workspace_id_parent_id_idx" ON "dataset_version_parents"("workspace_id", "parent_id");

-- CreateIndex
CREATE INDEX "dataset_chunks_workspace_id_idx" ON "dataset_chunks"("workspace_id");

-- CreateIndex
CREATE UNIQUE INDEX "dataset_chunks_dataset_id_address_key" ON "dataset_chunks"("dataset_id", "address");

-- CreateIndex
CREATE INDEX "dataset_draft_rows_workspace_id_created_at_idx" ON "dataset_draft_rows"("workspace_id", "created_at");

-- CreateIndex
CREATE INDEX "dataset_row_sources_workspace_id_user_id_idx" ON "dataset_row_sources"("workspace_id", "user_id");

-- CreateIndex
CREATE INDEX "dataset_row_sources_workspace_id_message_id_idx" ON "dataset_row_sources"("workspace_id", "message_id");

-- AddForeignKey
ALTER TABLE "datasets" ADD CONSTRAINT "datasets_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_versions" ADD CONSTRAINT "dataset_versions_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "datasets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_version_parents" ADD CONSTRAINT "dataset_version_parents_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "dataset_versions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_chunks" ADD CONSTRAINT "dataset_chunks_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "datasets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_draft_rows" ADD CONSTRAINT "dataset_draft_rows_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "datasets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_row_sources" ADD CONSTRAINT "dataset_row_sources_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "datasets"("id") ON DELETE CASCADE ON UPDATE CASCADE;
