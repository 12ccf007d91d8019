// A text or bytes to a file on this machine.

export function download(
  name: string,
  content: string | Uint8Array<ArrayBuffer>,
  type: string,
): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the address by the time the click returns to it.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
