/** The English original beside a translation that nobody has reviewed. */
export function Original({ text }: { text?: string | undefined }) {
  return text === undefined ? null : (
    <>
      {' '}
      <span class="original" lang="en" dir="ltr">
        {text}
      </span>
    </>
  );
}
