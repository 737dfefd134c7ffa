-- CreateEnum
CREATE TYPE "BenchmarkSource" AS ENUM ('API', 'LM_EVAL', 'INSPECT', 'PROMPTFOO', 'FILE');

-- CreateTable
CREATE TABLE "benchmark_suites" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "benchmark_suites_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "benchmark_items" (
    "id" BIGSERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "suite_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "category" TEXT,
    "input" TEXT,
    "target" TEXT,

    CONSTRAINT "benchmark_items_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "benchmark_runs" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "suite_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "model_version" TEXT,
    "source" "BenchmarkSource" NOT NULL DEFAULT 'API',
    "configuration" JSONB NOT NULL DEFAULT '{}',
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "benchmark_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "benchmark_results" (
    "run_id" UUID NOT NULL,
    "item_id" BIGINT NOT NULL,
    "sample" INTEGER NOT NULL,
    "workspace_id" UUID NOT NULL,
    "is_correct" BOOLEAN,
    "score" DOUBLE PRECISION,
    "scores" JSONB NOT NULL DEFAULT '{}',
    "answer" TEXT,
    "error" TEXT,
    "latency_ms" INTEGER,
    "input_tokens" INTEGER,
    "output_tokens" INTEGER,
    "cost_nano_usd" BIGINT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "benchmark_results_pkey" PRIMARY KEY ("run_id","item_id","sample")
);

-- CreateIndex
CREATE UNIQUE INDEX "benchmark_suites_workspace_id_name_key" ON "benchmark_suites"("workspace_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "benchmark_items_suite_id_external_id_key" ON "benchmark_items"("suite_id", "external_id");

-- CreateIndex
CREATE INDEX "benchmark_runs_suite_id_started_at_id_idx" ON "benchmark_runs"("suite_id", "started_at", "id");

-- CreateIndex
CREATE INDEX "benchmark_runs_workspace_id_started_at_id_idx" ON "benchmark_runs"("workspace_id", "started_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "benchmark_runs_workspace_id_external_id_key" ON "benchmark_runs"("workspace_id", "external_id");

-- CreateIndex
CREATE INDEX "benchmark_results_item_id_idx" ON "benchmark_results"("item_id");

-- AddForeignKey
ALTER TABLE "benchmark_suites" ADD CONSTRAINT "benchmark_suites_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "benchmark_items" ADD CONSTRAINT "benchmark_items_suite_id_fkey" FOREIGN KEY ("suite_id") REFERENCES "benchmark_suites"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "benchmark_runs" ADD CONSTRAINT "benchmark_runs_suite_id_fkey" FOREIGN KEY ("suite_id") REFERENCES "benchmark_suites"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "benchmark_results" ADD CONSTRAINT "benchmark_results_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "benchmark_runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "benchmark_results" ADD CONSTRAINT "benchmark_results_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "benchmark_items"("id") ON DELETE CASCADE ON UPDATE CASCADE;
