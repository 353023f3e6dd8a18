/** Where a script puts its own button, once it has proved that it can do what the button says. */
export function SendSlot({ text }: { text: string }) {
  return (
    <>
      <div id="send"></div>
      <template id="send-template">
        <button type="button" id="send-button">
          {text}
        </button>
      </template>
    </>
  );
}
