/** Whether sending may go on: one for all files of one press of a button. Tells of every change by an event. */
export class Gate extends EventTarget {
  isPaused = false;
  isStopped = false;

  pause(): void {
    this.isPaused = true;
    this.tell();
  }

  resume(): void {
    this.isPaused = false;
    this.tell();
  }

  /** For good. */
  stop(): void {
    this.isStopped = true;
    this.tell();
  }

  onChange(hear: () => void): () => void {
    this.addEventListener('change', hear);
    return () => this.removeEventListener('change', hear);
  }

  /** Waits while it is paused. @returns whether to go on. */
  async pass(): Promise<boolean> {
    while (this.isPaused && !this.isStopped) await this.change();
    return !this.isStopped;
  }

  /** Waits for so long, or until something changes. */
  async rest(ms: number): Promise<void> {
    let timer = 0;
    const over = new Promise((resolve) => {
      timer = setTimeout(resolve, ms) as unknown as number;
    });
    await Promise.race([over, this.change()]);
    clearTimeout(timer);
  }

  private change(): Promise<unknown> {
    return new Promise((resolve) => this.addEventListener('change', resolve, { once: true }));
  }

  private tell(): void {
    this.dispatchEvent(new Event('change'));
  }
}
