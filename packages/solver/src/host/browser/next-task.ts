// A turn of the page's event loop: its timers, messages and painting come before what follows. By a
// message to oneself, because browsers hold nested timers back by 4 ms each (HTML standard, section
// "Timers"), and a block of patients may take no longer itself.

/** Resolves in a later task. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
