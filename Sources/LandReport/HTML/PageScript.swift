/// The page's script and style. The script is the same in every page, and the page's policy admits it by its digest
/// alone: no text of the data could run as a script even if it were taken for one.
enum PageScript {
  /// SHA-256 of ``source`` in base 64; a test holds the two together.
  static let digest = "ixbB5Gfi8eei/UP3vM1R4q1JKFJnPXNpJHQ5FsgsS3w="

  /// Adds sorting and filtering to the tables, and to maps enlargement and keys. Without it the page is whole: rows and
  /// shapes are links to each other.
  static let source = ##"""
    'use strict';
    (() => {
      const words = document.documentElement.lang.startsWith('zh')
        ? { filter: '筛选', shown: (n, all) => `显示 ${n} / ${all} 行`, sums: '；合计仍为全部行', sort: '排序', whole: '显示全图' }
        : { filter: 'Filter', shown: (n, all) => `${n} of ${all} rows`, sums: '; sums are of all rows', sort: 'sort', whole: 'Whole map' };
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
        let texts = null;
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
          texts ??= rows.map((row) => row.textContent.toLowerCase());
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
      const maps = new Map();
      for (const svg of document.querySelectorAll('svg.map')) {
        const [, , width, height] = svg.getAttribute('viewBox').split(' ').map(Number);
        const bar = svg.querySelector('.bar');
        const metres = Number(bar.dataset.metres);
        const text = bar.querySelector('text');
        const hatches = Array.from(svg.querySelectorAll('pattern'), (pattern) => [pattern, pattern.getAttribute('patternTransform')]);
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'whole';
        button.hidden = true;
        button.textContent = words.whole;
        svg.after(button);
        const ring = document.createElementNS(svg.namespaceURI, 'circle');
        ring.setAttribute('class', 'ring');
        let factor = 1;
        const view = (x, y, wanted) => {
          factor = wanted;
          const [w, h] = [width / factor, height / factor];
          const left = Math.min(Math.max(x - w / 2, 0), width - w);
          const top = Math.min(Math.max(y - h / 2, 0), height - h);
          svg.setAttribute('viewBox', `${left} ${top} ${w} ${h}`);
          bar.setAttribute('transform', `translate(${left} ${top + h}) scale(${1 / factor}) translate(0 ${-height})`);
          const length = metres / factor;
          text.textContent = length >= 1000 ? `${length / 1000} km` : `${length} m`;
          for (const [pattern, turn] of hatches) pattern.setAttribute('patternTransform', `scale(${1 / factor}) ${turn}`);
          svg.style.setProperty('--f', factor);
          button.hidden = factor === 1;
        };
        const whole = () => { ring.remove(); view(0, 0, 1); };
        const show = (mark) => {
          const box = mark.getBBox();
          const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
          const part = Math.max(box.width / width, box.height / height);
          view(x, y, [20, 10, 5, 2].find((step) => part * step < 0.3) ?? 1);
          ring.setAttribute('cx', x);
          ring.setAttribute('cy', y);
          ring.setAttribute('r', Math.hypot(box.width, box.height) / 2 + 150 / factor);
          svg.append(ring);
        };
        maps.set(svg, { show, whole });
        button.addEventListener('click', () => { whole(); svg.scrollIntoView({ block: 'nearest' }); });
        svg.addEventListener('click', (event) => {
          if (event.target.closest('a') || factor >= 20) return;
          const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
          view(point.x, point.y, [2, 5, 10, 20].find((step) => step > factor));
        });
        const marks = Array.from(svg.querySelectorAll('a'));
        marks.forEach((mark, at) => mark.setAttribute('tabindex', at === 0 ? '0' : '-1'));
        const enter = (mark) => {
          for (const other of marks) if (other.getAttribute('tabindex') === '0') other.setAttribute('tabindex', '-1');
          mark.setAttribute('tabindex', '0');
        };
        svg.addEventListener('focusin', (event) => {
          const mark = event.target.closest('a');
          if (mark) enter(mark);
        });
        svg.addEventListener('keydown', (event) => {
          const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
          if (event.key === 'Escape') whole();
          if (!step || marks.length === 0) return;
          event.preventDefault();
          const at = marks.indexOf(document.activeElement);
          const next = marks[(at + step + marks.length) % marks.length];
          next.focus({ preventScroll: true });
          show(next);
        });
      }
      const arrive = (id) => {
        const target = document.getElementById(id);
        if (!target) return;
        const svg = target.closest('svg.map');
        if (svg && maps.has(svg)) {
          maps.get(svg).show(target);
          svg.parentElement.scrollIntoView({ block: 'start' });
          requestAnimationFrame(() => svg.parentElement.scrollIntoView({ block: 'start' }));
          target.focus({ preventScroll: true });
        } else if (target.matches('tr')) {
          target.hidden = false;
          // Long tables are laid out when they are first seen: what stands between may shift.
          target.scrollIntoView({ block: 'center' });
          requestAnimationFrame(() => target.scrollIntoView({ block: 'center' }));
          target.querySelector('a.place')?.focus({ preventScroll: true });
        }
      };
      addEventListener('hashchange', () => arrive(location.hash.slice(1)));
      document.addEventListener('click', (event) => {
        const link = event.target.closest('a[href^="#"]');
        if (link && link.getAttribute('href') === location.hash) arrive(location.hash.slice(1));
      });
      addEventListener('beforeprint', () => maps.forEach((map) => map.whole()));
      if (location.hash) arrive(location.hash.slice(1));
    })();
    """##

  static let style = """
    :root { color-scheme: light }
    * { box-sizing: border-box }
    body { margin: 0; color: #1a1a1a; background: #fff; font: 15px/1.5 "Noto Sans CJK SC", "Source Han Sans SC", \
    "Microsoft YaHei", "PingFang SC", sans-serif }
    header, nav, main { max-width: 92rem; margin: 0 auto; padding: 0 1.25rem }
    header { padding-top: 1.5rem } h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .6rem }
    h2 { font-size: 1.15rem; margin: 2.2rem 0 .3rem; padding-top: .4rem; border-top: 1px solid #c8ced4 }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1.2rem; margin: 0 } dd { margin: 0; \
    overflow-wrap: anywhere }
    dt, .caption, figcaption { color: #4a5056 } .caption, figcaption { margin: .2rem 0 .5rem; font-size: .9rem; max-width: 60rem }
    nav ul { columns: 18rem; padding-left: 1.1rem; margin: .8rem 0 } a { color: #0b5394 }
    .skip { position: absolute; left: -99rem } .skip:focus { left: 1rem; top: .5rem; background: #fff; padding: .3rem }
    .scroll, figure { overflow-x: auto } figure { margin: .6rem 0 1rem }
    svg { display: block; width: 100%; min-width: 34rem; max-width: 60rem; font-size: 12px }
    svg text { fill: #1a1a1a } .axis { stroke: #4a5056 } .s0 { fill: #2f6f9f } .s1 { fill: #d08a1d } .s2 { fill: #1d3f5c }
    table { border-collapse: collapse; min-width: 30rem; font-variant-numeric: tabular-nums; font-size: .92rem }
    th, td { padding: .22rem .7rem; text-align: left; vertical-align: top; border-bottom: 1px solid #dde1e5; \
    unicode-bidi: isolate; white-space: nowrap } td.w { white-space: normal; min-width: 15rem; max-width: 34rem; overflow-wrap: break-word }
    td.x { overflow-wrap: anywhere } .i { white-space: nowrap }
    th { background: #eef2f6; border-bottom: 1.5px solid #4a5056; vertical-align: bottom }
    .n { text-align: right } .sums td { font-weight: 600 } .total td { background: #f5f5f5; \
    border-top: 1.5px solid #4a5056 }
    th button { all: unset; cursor: pointer } th button::after { content: " ↕"; color: #5a6168 }
    th[aria-sort=ascending] button::after { content: " ↑" } th[aria-sort=descending] button::after { content: " ↓" }
    th button:focus-visible, .whole:focus-visible, a:focus-visible, input:focus-visible, .scroll:focus-visible { outline: 3px solid #0b5394; \
    outline-offset: 1px }
    .filter { display: block; margin: .3rem 0; color: #4a5056 } input { font: inherit; padding: .1rem .4rem; \
    border: 1px solid #6b737b; border-radius: 3px }
    .notes li { overflow-wrap: anywhere } .warning strong { color: #8a4b00 } .defect strong { color: #a40000 }
    code { font-size: .85em; color: #4a5056 } main { padding-bottom: 3rem }
    .mapbox { scroll-margin-top: .5rem } .map { max-height: 88vh; border: 1px solid #8a9299; background: #fff; touch-action: manipulation }
    .map path, .key path { vector-effect: non-scaling-stroke; fill-rule: evenodd; stroke-linejoin: round } .map pattern path, .key pattern path { vector-effect: none }
    .map .l, .key .l { fill: none; stroke-width: 2px } .map .p { stroke-width: 7px; stroke-linecap: round } .map a { cursor: pointer; outline: none }
    .map a:hover path { stroke: #000; stroke-width: 2px } .map a:target path, .map a:focus path { stroke: #000; stroke-width: 3.5px; stroke-dasharray: none }
    .map .p, .map a:target .p, .map a:focus .p { stroke-width: 9px } .ring { fill: none; stroke: #0b3d91; stroke-width: 3px; vector-effect: non-scaling-stroke; \
    pointer-events: none } .bar path { fill: none; stroke: #1a1a1a; stroke-width: 1.5px } .bar .north { fill: #1a1a1a } .map text { font-size: calc(135px / var(--f, 1)) }
    .bar text { font-size: 135px } .name { text-anchor: middle; paint-order: stroke; stroke: #fff; stroke-width: 3px; vector-effect: non-scaling-stroke; \
    pointer-events: none; font-weight: 600 } .legend { list-style: none; padding: 0; margin: .4rem 0; display: flex; flex-wrap: wrap; gap: .15rem 1.1rem; \
    font-size: .86rem; max-width: 60rem } .key { display: inline-block; width: 24px; min-width: 0; height: 15px; vertical-align: -2px } \
    .hint { color: #4a5056; font-size: .86rem; margin: .2rem 0; max-width: 60rem } .whole { font: inherit; margin: .4rem 0; padding: .15rem .7rem; \
    border: 1px solid #4a5056; border-radius: 3px; background: #eef2f6; color: #1a1a1a } .place::after { content: " ⌖" }
    tr:target td, tr:focus-within td { background: #fff3c4 } .grid { stroke: #c8ced4 } .now { stroke: #a40000; stroke-width: 2 } figure:not(.mapbox) text { paint-order: stroke; stroke: #fff; stroke-width: 3px } .s3 { fill: #9aa3ab }
    .long { content-visibility: auto; max-height: 85vh; overflow: auto; border-bottom: 1px solid #8a9299 } .long th { position: sticky; top: 0 }
    @media (max-width: 40rem) { .map { min-width: 0 } .map text { font-size: calc(230px / var(--f, 1)) } .bar text { font-size: 230px } }
    @media (max-width: 40rem) { dl { grid-template-columns: 1fr } dd { margin-bottom: .3rem } th, td { padding: .2rem .45rem } }
    @media (prefers-reduced-motion: reduce) { * { scroll-behavior: auto !important; transition: none !important; animation: none !important } }
    @page { size: A4; margin: 11mm 12mm 13mm; @bottom-left { font: 7pt "Noto Sans CJK SC", sans-serif; color: #4a5056; vertical-align: top; padding-top: 2mm } \
    @bottom-right { font: 7pt "Noto Sans CJK SC", sans-serif; color: #4a5056; vertical-align: top; padding-top: 2mm } }
    @page wide { size: A4 landscape }
    @media print { body { font-size: 8.5pt; line-height: 1.35 } .filter, .skip { display: none }
      header, nav, main { max-width: none; padding: 0 } h1 { font-size: 15pt } h2 { font-size: 10.5pt; margin: 11pt 0 2pt; padding-top: 3pt }
      nav ul { columns: 3; column-gap: 14pt; font-size: 7.5pt; margin: 6pt 0 } nav a { text-decoration: none }
      .wide { page: wide } .caption, figcaption { max-width: none; margin: 1pt 0 4pt; font-size: 7.5pt }
      .scroll, figure { overflow: visible } figure { margin: 4pt 0 8pt } svg { min-width: 0; max-width: 132mm; font-size: 11px }
      table { min-width: 0; font-size: var(--p, 7.5pt); line-height: 1.28 } th, td { padding: .6pt 2.2pt } td.w { min-width: 0; max-width: none }
      .wide table { width: 100% } th { white-space: normal; word-break: keep-all; overflow-wrap: normal; print-color-adjust: exact; -webkit-print-color-adjust: exact }
      th, td { border-bottom-width: .4pt } th button { display: contents } th button::after { content: "" !important } tr, figure, svg { break-inside: avoid }
      h2, .caption { break-after: avoid } section > p { break-after: avoid } thead { display: table-header-group } tr[hidden] { display: table-row }
      .sums { break-before: avoid } .long { content-visibility: visible; max-height: none; overflow: visible; border: 0 } .long th { position: static }
      .map { max-width: 170mm; max-height: 185mm } .wide .map { max-width: 200mm; max-height: 135mm } .hint, .whole, .ring { display: none } .place::after { content: "" }
      a { color: inherit; text-decoration: none } .notes code { display: none } .notes ul { padding-left: 11pt } .notes li { margin: 1pt 0 }
      .map, .key, rect { print-color-adjust: exact; -webkit-print-color-adjust: exact } tr:target td { background: none } .legend { font-size: 7.5pt; max-width: none } }
    """
}
