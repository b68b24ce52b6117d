import type { Column, SlickGrid } from "slickgrid";

/**
 * Gives the focus to the active cell, so that screen readers read it, and makes the grid one stop of the Tab key. By
 * itself the grid keeps the focus in empty elements before and after the cells, and has Tab stop at its panes.
 *
 * @param signal - ends that
 */
export function keepFocusOnCells<Row, RowColumn extends Column<Row>>(
  grid: SlickGrid<Row, RowColumn>,
  host: HTMLElement,
  signal: AbortSignal,
): void {
  for (const pane of host.querySelectorAll<HTMLElement>(".slick-pane")) pane.tabIndex = -1;
  const [entrance, exit] = host.querySelectorAll<HTMLElement>(":scope > div[tabindex='0']");
  if (entrance === undefined) return;
  if (exit !== undefined) exit.tabIndex = -1;

  const focusCell = () => {
    if (grid.getActiveCell() === null && grid.getDataLength() > 0) grid.setActiveCell(0, 0);
    const cell = grid.getActiveCellNode();
    if (cell === null || cell === undefined) return;
    cell.focus({ preventScroll: true });
    // Firefox copies from where the selection is, which stays in the editor otherwise.
    getSelection()?.collapse(cell, 0);
  };
  let isInside = false;
  host.addEventListener(
    "focusin",
    ({ target }) => {
      if (target === entrance || target === exit) focusCell();
      isInside = host.contains(document.activeElement);
      // Otherwise Shift-Tab would come back from it.
      entrance.tabIndex = isInside ? -1 : 0;
    },
    { signal },
  );
  host.addEventListener(
    "focusout",
    ({ relatedTarget }) => {
      // Without another element that gets the focus, the cell was drawn anew, or the window has lost it.
      if (!(relatedTarget instanceof Node) || host.contains(relatedTarget)) return;
      isInside = false;
      entrance.tabIndex = 0;
    },
    { signal },
  );
  host.addEventListener(
    "click",
    ({ target }) => {
      // The grid restores the selection of text, which gives the focus back to the editor where that has it.
      if (target instanceof Element && target.closest(".slick-cell") !== null) focusCell();
    },
    { signal },
  );
  grid.onRendered.subscribe(() => {
    if (isInside && document.activeElement === document.body) focusCell();
  });
}
