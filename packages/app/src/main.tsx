// Entry of the page.

import { render } from "preact";
import { App } from "./shell/app.js";
import { keepOffline } from "./shell/offline.js";
import "./shell/tokens.css";
import "./shell/style.css";
import "./shell/print.css";

render(<App />, document.getElementById("app")!);
keepOffline();
