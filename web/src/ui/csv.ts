/** CSV made in the browser from what is on screen, safe to open in a spreadsheet. */

/** Quote a cell; text that a spreadsheet would run as a formula gets an apostrophe in front. */
export function csvCell(value: unknown): string {
  if (value == null) return '';
  const raw = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(raw) ? `'${raw}` : raw;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function toCsv(header: string[], rows: unknown[][]): string {
  return [header, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n');
}

const KEPT_MS = 60_000;

export function download(filename: string, href: string): void {
  const link = document.createElement('a');
  link.href = href;
  link.download = filename;
  link.click();
}

export function downloadCsv(filename: string, header: string[], rows: unknown[][]): void {
  // The mark tells spreadsheets that the file is UTF-8, so that Chinese stays readable.
  downloadBlob(filename, new Blob(['\ufeff', toCsv(header, rows)], { type: 'text/csv;charset=utf-8' }));
}

/** Give a file away that was made here. */
export function downloadBlob(filename: string, blob: Blob): void {
  const href = URL.createObjectURL(blob);
  download(filename, href);
  // A busy browser fetches the blob some time after the click; revoked too early, the download would come to nothing.
  setTimeout(() => URL.revokeObjectURL(href), KEPT_MS);
}
