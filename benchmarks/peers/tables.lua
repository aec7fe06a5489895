-- A filter for pandoc 3.8.3 and later: puts the sheet in the place of {{table:SHEET}}, by pandoc's
-- own reader of workbooks, so that no Python is needed. The workbook is named by `-M book=FILE`.
-- The reader gives bare numbers, so the filter writes them as money.
local text = pandoc.utils.stringify

local function money(cell, head)
  local number = tonumber(cell)
  if not number then return cell end
  local thousands = head:find("£000s", 1, true)
  local digits = string.format("%d", math.floor(math.abs(number) / (thousands and 1000 or 1) + 0.5))
  digits = digits:reverse():gsub("(%d%d%d)", "%1,"):reverse():gsub("^,", "")
  local shown = (thousands and "" or "£") .. digits
  return number < 0 and "(" .. shown .. ")" or shown
end

local function is_total(label)
  return label:find("^Total") or label:find("^Sub%-total") or label:find("^Funding available")
end

-- The headings are the first row with two cells; what stands above them is a title.
local function rows_of(sheet)
  local all, rows, top = pandoc.List(), pandoc.List(), nil
  all:extend(sheet.head.rows)
  all:extend(sheet.bodies[1].body)
  for _, row in ipairs(all) do
    if top or (row.cells[2] and text(row.cells[2].contents) ~= "") then
      top = top or row
      if text(row.cells[1].contents) ~= "" then rows:insert(row) end
    end
  end
  return rows
end

local function set(sheet)
  local rows, heads = rows_of(sheet), {}
  for c, cell in ipairs(rows[1].cells) do heads[c] = text(cell.contents) end
  for i, row in ipairs(rows) do
    local bold = i > 1 and is_total(text(row.cells[1].contents))
    for c, cell in ipairs(row.cells) do
      local shown = i > 1 and money(text(cell.contents), heads[c]) or heads[c]
      local words = bold and pandoc.Strong(shown) or pandoc.Str(shown)
      cell.contents = shown == "" and {} or { pandoc.Plain({ words }) }
    end
  end
  sheet.head = pandoc.TableHead({ rows[1] })
  rows:remove(1)
  sheet.bodies[1].head = {}
  sheet.bodies[1].body = rows
  for c, spec in ipairs(sheet.colspecs) do
    sheet.colspecs[c] = { c == #sheet.colspecs and "AlignRight" or "AlignLeft", nil }
  end
  return sheet
end

function Pandoc(paper)
  local file = assert(io.open(text(paper.meta.book), "rb"))
  local bytes = file:read("a")
  file:close()
  local sheets, name = {}, nil
  for _, block in ipairs(pandoc.read(bytes, "xlsx").blocks) do
    if block.t == "Header" then name = text(block) end
    if block.t == "Table" then sheets[name] = block end
  end
  for i, block in ipairs(paper.blocks) do
    local sheet = block.t == "Para" and text(block):match("^{{table:(.+)}}$")
    if sheet then paper.blocks[i] = set(sheets[sheet]) end
  end
  return paper
end
