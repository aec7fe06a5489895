// NODE_MODULES TEMPLATE (CASE OUT.docx | --all CASES FOLDER): carbone, with SheetJS for the workbook
// and marked for the Markdown. Its community edition has no rich text: bold is lost.
const fs = require('fs');
const path = require('path');
const [modules, template, ...args] = process.argv.slice(2);
const need = require('module').createRequire(path.join(modules, 'x.js'));
const carbone = need('carbone');
const marked = need('marked');
const XLSX = need('xlsx');

const PLACE = /^\{\{table:(.+)\}\}$/;

function shown(value, head) {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'number') return String(value);
  const thousands = head.includes('£000s');
  const digits = Math.round(Math.abs(value) / (thousands ? 1000 : 1)).toString();
  const text = (thousands ? '' : '£') + digits.replace(/\B(?=(\d{3})+$)/g, ',');
  return value < 0 ? `(${text})` : text;
}

// The headings are the first row with two cells; what stands above them is a title.
function table(sheet) {
  const all = XLSX.utils.sheet_to_json(sheet, { header: 1, defval: null });
  const top = all.findIndex(row => row.filter(cell => cell !== null).length > 1);
  const heads = all[top].map(String);
  const rows = all.slice(top + 1).filter(row => row[0] !== null)
    .map(row => Object.fromEntries(heads.map((head, c) => ['c' + c, shown(row[c], head)])));
  const named = Object.fromEntries(heads.map((head, c) => ['h' + c, head]));
  return { kind: `t${heads.length}`, ...named, rows };
}

const plain = tokens => tokens.map(token => token.tokens ? plain(token.tokens) : token.text).join('')
  .replace(/&#39;/g, "'").replace(/&quot;/g, '"').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

function blocks(tokens, book) {
  const out = [];
  for (const token of tokens) {
    const place = token.type === 'paragraph' && token.text.match(PLACE);
    if (place) out.push(table(book.Sheets[place[1]]));
    else if (token.type === 'heading') out.push({ kind: `h${token.depth}`, text: plain(token.tokens) });
    else if (token.type === 'paragraph') out.push({ kind: 'plain', text: plain(token.tokens) });
    else if (token.type === 'list') {
      const kind = token.ordered ? 'number' : 'bullet';
      for (const item of token.items) out.push({ kind, text: plain(item.tokens) });
    }
  }
  return out;
}

async function build(folder, out) {
  const text = fs.readFileSync(path.join(folder, 'paper.md'), 'utf8');
  const data = { blocks: blocks(marked.lexer(text), XLSX.readFile(path.join(folder, 'book.xlsx'))) };
  const made = await new Promise((done, failed) =>
    carbone.render(template, data, (problem, bytes) => problem ? failed(problem) : done(bytes)));
  fs.writeFileSync(out, made);
}

async function main() {
  if (args[0] !== '--all') return build(args[0], args[1]);
  for (const name of fs.readdirSync(args[1]).sort()) {
    await build(path.join(args[1], name), path.join(args[2], name + '.docx'));
  }
}

main().then(() => process.exit(0), problem => { console.error(problem); process.exit(1); });
