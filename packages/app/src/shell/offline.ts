// Asks the browser to keep the page for use without a connection, once the page itself is there.

export function keepOffline(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  const register = (): void => {
    navigator.serviceWorker.register("./service-worker.js").catch((error: unknown) => {
      // The page works all the same, with a connection.
      console.info("The page is not kept for use offline:", error);
    });
  };
  if (document.readyState === "complete") register();
  else addEventListener("load", register, { once: true });
}
