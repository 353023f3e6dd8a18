import type { Context } from 'hono';
import { messagesFor } from '../../views/messages.ts';
import type { PageContext } from '../../views/page.ts';
import type { PublicServer } from './public-server.ts';

/** What a page needs that is rendered now and not at build. */
export function pageFor({ build }: PublicServer, context: Context): PageContext {
  return { messages: messagesFor('en'), assets: build.assets, settings: build.settings, path: context.req.path };
}
