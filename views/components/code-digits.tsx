import { spokenDigits } from '../spoken-digits.ts';

/**
 * A receipt code or fingerprint in groups of digits, left to right in every language, and a twin that is heard, group by
 * group. Without groups both are places for a script to fill; spaces between the groups are copied along.
 */
export function CodeDigits({ id, groups }: { id?: string; groups?: readonly string[] }) {
  return (
    <>
      <bdi dir="ltr" class="code" translate="no" id={id} aria-hidden="true">
        {groups?.join(' ')}
      </bdi>
      <bdi dir="ltr" class="heard" translate="no" id={id && `${id}-heard`}>
        {groups?.map((group) => (
          <span>{spokenDigits(group)} </span>
        ))}
      </bdi>
    </>
  );
}
