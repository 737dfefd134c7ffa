-- AlterTable
ALTER TABLE "anomaly_findings" ADD COLUMN     "span_ms" INTEGER NOT NULL DEFAULT 3600000;

-- AlterTable
ALTER TABLE "watched_series" ADD COLUMN     "short_base" TEXT,
ADD COLUMN     "short_ms" INTEGER,
ADD COLUMN     "short_state" TEXT,
ADD COLUMN     "short_until" TIMESTAMPTZ(3);
