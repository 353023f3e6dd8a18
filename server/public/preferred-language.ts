import { parseAccept } from 'hono/utils/accept';
import type { Language } from '../../views/messages.ts';

/**
 * The offered language that an `Accept-Language` wishes most: `fr-CH` finds `fr`, and `pt` finds `pt-BR` if that is
 * what there is (RFC 4647, lookup). The first one if it wishes none of them.
 */
export function preferredLanguage(header: string, offered: readonly [Language, ...Language[]]): Language {
  const wishes = parseAccept(header)
    .filter(({ q }) => q > 0)
    .sort((one, other) => other.q - one.q);
  for (const { type } of wishes) {
    if (type === '*') return offered[0];
    const found = lookUp(type.toLowerCase(), offered);
    if (found) return found;
  }
  return offered[0];
}

function lookUp(wish: string, offered: readonly Language[]): Language | undefined {
  for (let range = wish; range !== ''; range = range.slice(0, Math.max(range.lastIndexOf('-'), 0))) {
    const found = offered.find((code) => code.toLowerCase() === range);
    if (found) return found;
  }
  return offered.find((code) => code.toLowerCase().startsWith(`${wish}-`));
}
