/** Where something that opens stands: below what opened it, above it when there is more room, never outside the window. */

const GAP = 4;
const EDGE = 8;

type Way = { align?: 'start' | 'centre' | 'end'; atLeastAsWide?: boolean };

/** Put a shown popup of fixed position beside its anchor. */
export function place(popup: HTMLElement, anchor: Element, { align = 'start', atLeastAsWide }: Way = {}): void {
  const at = anchor.getBoundingClientRect();
  const { innerWidth: width, innerHeight: height } = window;
  popup.style.minWidth = atLeastAsWide ? `${at.width}px` : '';
  popup.style.removeProperty('--room');
  const below = height - at.bottom - GAP - EDGE;
  const above = at.top - GAP - EDGE;
  const upwards = popup.offsetHeight > below && above > below;
  popup.style.setProperty('--room', `${Math.max(80, upwards ? above : below)}px`);
  const { offsetWidth: wide, offsetHeight: high } = popup;
  const left = { start: at.left, centre: at.left + (at.width - wide) / 2, end: at.right - wide }[align];
  popup.style.left = `${Math.max(EDGE, Math.min(left, width - wide - EDGE))}px`;
  popup.style.top = `${upwards ? at.top - GAP - high : at.bottom + GAP}px`;
}

/** Place again whenever the page moves; returns the way to stop. */
export function keepPlaced(put: (event: Event) => void): () => void {
  window.addEventListener('resize', put);
  window.addEventListener('scroll', put, true);
  return () => {
    window.removeEventListener('resize', put);
    window.removeEventListener('scroll', put, true);
  };
}
