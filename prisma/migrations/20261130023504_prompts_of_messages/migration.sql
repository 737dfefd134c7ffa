-- AlterTable
ALTER TABLE "messages" ADD COLUMN     "prompt_name" TEXT,
ADD COLUMN     "prompt_version" TEXT;
