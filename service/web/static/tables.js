// Tables sort by any column: amounts by currency and size, dates by day, words by letter.

export function watchTables(root) {
  root.addEventListener("click", (event) => {
    const button = event.target.closest("table.sortable th button");
    if (button) sort(button.closest("th"));
  });
}

function sort(cell) {
  const ascending = cell.getAttribute("aria-sort") !== "ascending";
  for (const other of cell.parentElement.children) if (other.hasAttribute("aria-sort")) other.setAttribute("aria-sort", "none");
  cell.setAttribute("aria-sort", ascending ? "ascending" : "descending");
  const body = cell.closest("table").tBodies[0];
  const rows = [...body.rows].sort((one, other) => compare(value(one, cell.cellIndex), value(other, cell.cellIndex)));
  body.append(...(ascending ? rows : rows.reverse()));
}

function value(row, index) {
  return row.cells[index].textContent.replace(/\s+/g, " ").trim();
}

const AMOUNT = /^([A-Z]{3}) ([\d,]+(?:\.\d+)?)/;

function compare(one, other) {
  const [a, b] = [AMOUNT.exec(one), AMOUNT.exec(other)];
  if (a && b) return a[1].localeCompare(b[1]) || number(a[2]) - number(b[2]);
  const [x, y] = [Date.parse(one), Date.parse(other)];
  if (/\d{4}$/.test(one) && /\d{4}$/.test(other) && x && y) return x - y;
  return one.localeCompare(other, undefined, { numeric: true });
}

function number(text) {
  return Number(text.replaceAll(",", ""));
}
