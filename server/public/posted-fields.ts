import type { Allowed } from '../../views/control-names.ts';
import type { FieldValues } from '../../views/page.ts';

/** The fields of a post as they are read: a name or a value that its form has no control for is dropped at once. */
export class PostedFields {
  private readonly found = new Map<string, string[]>();
  private readonly allowed: Allowed;

  constructor(allowed: Allowed) {
    this.allowed = allowed;
  }

  /** @param value is asked for only if it is kept. */
  add(name: string, value: () => string): void {
    const before = this.found.get(name);
    if ((before?.length ?? 0) >= this.allowed(name)) return;
    if (before) before.push(value());
    else this.found.set(name, [value()]);
  }

  /** A string for a name that came once, a list for one that came several times, in the order of the page. */
  values(): FieldValues {
    return Object.fromEntries(
      [...this.found].map(([name, values]) => [name, values.length > 1 ? values : (values[0] ?? '')]),
    );
  }
}
