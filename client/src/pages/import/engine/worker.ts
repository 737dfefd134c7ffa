import { serve, type Port } from './serve.ts';

// Files are read beside the page, so that it stays at hand however long they are.
serve(globalThis as unknown as Port);
