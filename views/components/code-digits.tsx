/**
 * A receipt code or fingerprint in groups of digits, left to right in every language.
 * Without groups it is a place for a script to fill; spaces between the groups are copied along.
 */
export function CodeDigits({ id, groups }: { id?: string; groups?: readonly string[] }) {
  return (
    <bdi dir="ltr" class="code" translate="no" id={id}>
      {groups?.join(' ')}
    </bdi>
  );
}
