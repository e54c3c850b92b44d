/// The page's script and style. The script is the same in every page, and the page's policy admits it by its digest
/// alone: no text of the data could run as a script even if it were taken for one.
enum PageScript {
  /// SHA-256 of ``source`` in base 64; a test holds the two together.
  static let digest = "Sru5if10s4ltUlDL46pbkjVDwXW6KUq5Ta8iDTDsduA="

  /// Adds sorting and filtering to the tables. Without it the page is whole.
  static let source = """
    'use strict';
    (() => {
      const words = document.documentElement.lang.startsWith('zh')
        ? { filter: '筛选', shown: (n, all) => `显示 ${n} / ${all} 行`, sums: '；合计仍为全部行', sort: '排序' }
        : { filter: 'Filter', shown: (n, all) => `${n} of ${all} rows`, sums: '; sums are of all rows', sort: 'sort' };
      const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
      const number = (text) => {
        const value = parseFloat(text.replaceAll(',', ''));
        return Number.isNaN(value) ? null : value;
      };
      const sort = (table, place, descending, numeric) => {
        for (const body of table.tBodies) {
          if (body.className !== 'rows') continue;
          const keyed = Array.from(body.rows, (row, at) => {
            const text = row.cells[place] ? row.cells[place].textContent : '';
            return { row, at, key: numeric ? number(text) : text };
          });
          keyed.sort((a, b) => {
            if (numeric && (a.key === null || b.key === null)) {
              return (a.key === null) - (b.key === null) || a.at - b.at;
            }
            const step = numeric ? a.key - b.key : order.compare(a.key, b.key);
            return (descending ? -step : step) || a.at - b.at;
          });
          body.append(...keyed.map((entry) => entry.row));
        }
      };
      for (const table of document.querySelectorAll('table.data')) {
        const rows = Array.from(table.querySelectorAll('tbody.rows > tr'));
        if (rows.length < 2) continue;
        const heads = Array.from(table.tHead.rows[0].cells);
        heads.forEach((head, place) => {
          const button = document.createElement('button');
          button.type = 'button';
          button.title = words.sort;
          button.append(...head.childNodes);
          head.append(button);
          button.addEventListener('click', () => {
            const descending = head.getAttribute('aria-sort') === 'ascending';
            heads.forEach((other) => other.removeAttribute('aria-sort'));
            head.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
            sort(table, place, descending, head.classList.contains('n'));
          });
        });
        if (rows.length < 8) continue;
        const texts = rows.map((row) => row.textContent.toLowerCase());
        const label = document.createElement('label');
        const input = document.createElement('input');
        const count = document.createElement('span');
        label.className = 'filter';
        input.type = 'search';
        count.setAttribute('aria-live', 'polite');
        label.append(words.filter, ' ', input, ' ', count);
        table.parentElement.before(label);
        const hasSums = table.querySelector('tbody.sums') !== null;
        input.addEventListener('input', () => {
          const wanted = input.value.trim().toLowerCase();
          let shown = 0;
          rows.forEach((row, at) => {
            const keep = texts[at].includes(wanted);
            row.hidden = !keep;
            if (keep) shown += 1;
          });
          count.textContent = wanted === '' ? '' : words.shown(shown, rows.length) + (hasSums ? words.sums : '');
        });
      }
    })();
    """

  static let style = """
    :root { color-scheme: light }
    * { box-sizing: border-box }
    body { margin: 0; color: #1a1a1a; background: #fff; font: 15px/1.5 "Noto Sans CJK SC", "Source Han Sans SC", \
    "Microsoft YaHei", "PingFang SC", sans-serif }
    header, nav, main { max-width: 72rem; margin: 0 auto; padding: 0 1.25rem }
    header { padding-top: 1.5rem } h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .6rem }
    h2 { font-size: 1.15rem; margin: 2.2rem 0 .3rem; padding-top: .4rem; border-top: 1px solid #c8ced4 }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1.2rem; margin: 0 } dd { margin: 0; \
    overflow-wrap: anywhere }
    dt, .caption, figcaption { color: #4a5056 } .caption, figcaption { margin: .2rem 0 .5rem; font-size: .9rem }
    nav ul { columns: 18rem; padding-left: 1.1rem; margin: .8rem 0 } a { color: #0b5394 }
    .skip { position: absolute; left: -99rem } .skip:focus { left: 1rem; top: .5rem; background: #fff; padding: .3rem }
    .scroll, figure { overflow-x: auto } figure { margin: .6rem 0 1rem }
    svg { display: block; width: 100%; min-width: 34rem; max-width: 60rem; font-size: 12px }
    svg text { fill: #1a1a1a } .axis { stroke: #4a5056 } .s0 { fill: #2f6f9f } .s1 { fill: #d08a1d } .s2 { fill: #1d3f5c }
    table { border-collapse: collapse; min-width: 30rem; font-variant-numeric: tabular-nums; font-size: .92rem }
    th, td { padding: .22rem .7rem; text-align: left; vertical-align: top; border-bottom: 1px solid #dde1e5; \
    unicode-bidi: isolate } td { overflow-wrap: anywhere; max-width: 34rem } td:not(.n) { min-width: 6.5rem }
    th { background: #eef2f6; border-bottom: 1.5px solid #4a5056; white-space: nowrap }
    .n { text-align: right; white-space: nowrap } .sums td { font-weight: 600 } .total td { background: #f5f5f5; \
    border-top: 1.5px solid #4a5056 }
    th button { all: unset; cursor: pointer } th button::after { content: " ↕"; color: #5a6168 }
    th[aria-sort=ascending] button::after { content: " ↑" } th[aria-sort=descending] button::after { content: " ↓" }
    th button:focus-visible, a:focus-visible, input:focus-visible, .scroll:focus-visible { outline: 3px solid #0b5394; \
    outline-offset: 1px }
    .filter { display: block; margin: .3rem 0; color: #4a5056 } input { font: inherit; padding: .1rem .4rem; \
    border: 1px solid #6b737b; border-radius: 3px }
    .notes li { overflow-wrap: anywhere } .warning strong { color: #8a4b00 } .defect strong { color: #a40000 }
    code { font-size: .85em; color: #4a5056 } main { padding-bottom: 3rem }
    @media (max-width: 40rem) { dl { grid-template-columns: 1fr } dd { margin-bottom: .3rem } th, td { padding: .2rem .45rem } }
    @media print { @page { size: A4; margin: 12mm } body { font-size: 8.5pt } nav, .filter, .skip { display: none }
      header, main { max-width: none; padding: 0 } .scroll, figure { overflow: visible } svg { min-width: 0; max-width: 125mm }
      table { min-width: 0; width: 100%; font-size: 7.5pt } td:not(.n) { min-width: 0 } th { white-space: normal } th, td { padding: .1rem .3rem }
      th button { display: contents } th button::after { content: "" } tr, figure, svg { break-inside: avoid } h2, .caption { break-after: avoid }
      thead { display: table-header-group } tr[hidden] { display: table-row } }
    """
}
