/** The markup as a browser sees it that runs scripts: the content of noscript is text. */
export const withScripts = (html: string) => html.replace(/<noscript>.*?<\/noscript>/gs, '');
/** The markup as a browser sees it that runs none: nothing is ever made of a pattern. */
export const withoutScripts = (html: string) => templatesOut(html).replace(/<\/?noscript>/g, '');
export const templatesOut = (html: string) => html.replace(/<template.*?<\/template>/gs, '');

export interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Where it begins in the markup. */
  readonly at: number;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** What a piece of markup says, its tags left out. */
export function textOf(html: string): string {
  return html.replace(/<[^>]*>/g, '').replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => entities[name] ?? '');
}

/** The start tags of some elements, in the order of the page; attribute values as the server escapes them. */
export function tagsOf(html: string, names: string): Tag[] {
  return [...html.matchAll(new RegExp(`<(${names})(?=[\\s>])([^>]*)>`, 'g'))].map((match) => ({
    name: match[1] ?? '',
    attributes: Object.fromEntries(
      [...(match[2] ?? '').matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, textOf(value ?? '')]),
    ),
    at: match.index,
  }));
}

/** Whether what stands at a place is shown without opening anything first. */
export function isUnfolded(html: string, at: number): boolean {
  const open: boolean[] = [];
  for (const { 0: tag, index } of html.matchAll(/<details[^>]*>|<\/details>/g)) {
    if (index > at) break;
    if (tag.startsWith('</')) open.pop();
    else open.push(tag.includes(' open=""'));
  }
  return open.every(Boolean);
}

/** What a browser without scripts would post of a form, less its buttons. */
export function postedBy(html: string): Record<string, string[]> {
  const posted: Record<string, string[]> = {};
  const seen = withoutScripts(html);
  for (const { name: tag, attributes, at } of tagsOf(seen, 'input|select|textarea')) {
    const { name = '', type, value = '' } = attributes;
    const rest = seen.slice(seen.indexOf('>', at) + 1);
    if (tag === 'textarea') {
      // HTML drops one line end after the tag.
      const text = textOf(rest.slice(0, rest.indexOf('</textarea>'))).replace(/^\n/, '');
      posted[name] = [...(posted[name] ?? []), text];
    } else if (tag === 'select') {
      const options = tagsOf(rest.slice(0, rest.indexOf('</select>')), 'option').map((option) => option.attributes);
      const chosen = options.find(({ selected }) => selected !== undefined) ?? options[0];
      posted[name] = [...(posted[name] ?? []), chosen?.value ?? ''];
    } else if ((type !== 'radio' && type !== 'checkbox') || attributes.checked !== undefined)
      posted[name] = [...(posted[name] ?? []), value];
  }
  return posted;
}
