import type { FC } from 'hono/jsx';

/** Turns a whole page into the text of an HTML document. Pages wait for nothing, so neither does this. */
export function render(page: ReturnType<FC>): string {
  return `<!doctype html>${page}`;
}
