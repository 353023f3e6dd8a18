/** What the settings say of whom to turn to: plain text, since following a link would tell others. */
export function Contact({ text }: { text: string }) {
  return (
    <p>
      <bdi>{text}</bdi>
    </p>
  );
}
