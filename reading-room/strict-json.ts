import { textOf } from '../crypto/bytes.ts';

/** What came of a JSON text from outside. */
type StrictJson =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'not-json' }
  /** JSON, but with a `__proto__` key or nested deeper than any writer of ours does. */
  | { readonly kind: 'refused'; readonly why: string };

/**
 * Parses hostile JSON. A `__proto__` key, which JSON.parse makes an own property that a later copy would turn into a
 * prototype, refuses the whole text.
 */
export function strictJson(bytes: Uint8Array): StrictJson {
  const text = textOf(bytes);
  if (text === null) return { kind: 'not-json' };
  let poisoned = false;
  try {
    const value: unknown = JSON.parse(text, (key, each: unknown) => {
      poisoned ||= key === '__proto__';
      return each;
    });
    return poisoned ? { kind: 'refused', why: '__proto__' } : { kind: 'value', value };
  } catch (error) {
    // The reviver recurses: deep nesting ends in a RangeError, after JSON.parse itself was content.
    return error instanceof RangeError ? { kind: 'refused', why: 'nested too deeply' } : { kind: 'not-json' };
  }
}
