// The app will run the engine in the browser. For now it is one static page, index.html beside this
// folder; this is where it lies, for whoever serves it.

/** Address of the page. */
export const appPage = new URL("../index.html", import.meta.url);
