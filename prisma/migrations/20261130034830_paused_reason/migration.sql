-- AlterTable
ALTER TABLE "experiments" ADD COLUMN     "paused_reason" TEXT;
