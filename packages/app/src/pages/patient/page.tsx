// Page Patient.

import { words } from "../../texts/index.js";

export function PatientPage(): preact.JSX.Element {
  return (
    <div class="page">
      <h1>{words.patient.title}</h1>
    </div>
  );
}
