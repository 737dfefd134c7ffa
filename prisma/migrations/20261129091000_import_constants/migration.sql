-- AlterTable
ALTER TABLE "import_mappings" ADD COLUMN     "constants" JSONB NOT NULL DEFAULT '[]';
