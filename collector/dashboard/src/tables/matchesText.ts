/** Tells whether one of the texts contains what was typed, whatever its case; nothing typed matches all. */
export function matchesText(typed: string, ...texts: readonly (string | null)[]): boolean {
  const wanted = typed.trim().toLocaleLowerCase();
  return wanted === '' || texts.some((text) => text?.toLocaleLowerCase().includes(wanted));
}
