-- CreateTable
CREATE TABLE "dataset_quality" (
    "version_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "report" JSONB NOT NULL,
    "analysed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dataset_quality_pkey" PRIMARY KEY ("version_id")
);

-- CreateIndex
CREATE INDEX "dataset_quality_workspace_id_idx" ON "dataset_quality"("workspace_id");

-- AddForeignKey
ALTER TABLE "dataset_quality" ADD CONSTRAINT "dataset_quality_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "dataset_versions"("id") ON DELETE CASCADE ON UPDATE CASCADE;
