/** Hands sentences to a script in an attribute, where JSX escapes them as any other text. */
export function ScriptMessages({ sentences }: { sentences: Readonly<Record<string, string>> }) {
  return <div id="messages" hidden data-messages={JSON.stringify(sentences)}></div>;
}
