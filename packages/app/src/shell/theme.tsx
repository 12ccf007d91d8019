// Light or dark: as the system says, or as chosen here and kept on this machine.

import { useEffect, useState } from "preact/hooks";
import { words } from "../texts/index.js";

const themes = ["system", "light", "dark"] as const;
type Theme = (typeof themes)[number];
const key = "chondron-theme";

export function ThemeChoice(): preact.JSX.Element {
  const [theme, setTheme] = useState<Theme>(keptTheme);
  useEffect(() => applyTheme(theme), [theme]);
  return (
    <label class="theme">
      <span class="spoken">{words.shell.theme}</span>
      <select
        value={theme}
        onChange={({ currentTarget }) => setTheme(themeNamed(currentTarget.value))}
      >
        {themes.map((name) => (
          <option key={name} value={name}>
            {words.themes[name]}
          </option>
        ))}
      </select>
    </label>
  );
}

function applyTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(key, theme);
  } catch {
    // A browser that keeps nothing still shows the theme.
  }
}

function keptTheme(): Theme {
  try {
    return themeNamed(localStorage.getItem(key) ?? "");
  } catch {
    return "system";
  }
}

function themeNamed(name: string): Theme {
  return themes.find((theme) => theme === name) ?? "system";
}
