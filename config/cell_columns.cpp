#include "config/cell_columns.hpp"

#include "config/shown_text.hpp"
#include "config/text_rule.hpp"

namespace celltally {

namespace {

std::string CellColumns::*field_of(std::string_view key) {
  if (key == "separator") return &CellColumns::separator;
  for (const CellColumn& column : kCellColumns) {
    if (column.key == key) return column.field;
  }
  return nullptr;
}

std::string keys() {
  std::string text;
  for (const CellColumn& column : kCellColumns) text += std::string{column.key} + ", ";
  return text + "separator";
}

}  // namespace

Result<CellColumns, std::string> cell_columns_from_text(std::string_view text) {
  CellColumns columns;
  while (true) {
    const std::string_view pair = text.substr(0, text.find(','));
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos) {
      return fail(quoted_for_message(pair) + " is no KEY=COLUMN; write it like cell=CELL_ID");
    }
    const std::string_view key = pair.substr(0, equals);
    const std::string_view name = pair.substr(equals + 1);
    std::string CellColumns::*const field = field_of(key);
    if (field == nullptr) {
      return fail(quoted_for_message(key) + " is not known; write one of " + keys());
    }
    const TextRule& rule = key == "separator" ? TextRules::kSeparator : TextRules::kColumn;
    if (!rule.allows(name)) {
      return fail(std::string{key} + " is " + quoted_for_message(name) + "; write " +
                  std::string{rule.words});
    }
    if (!(columns.*field).empty()) {
      return fail(std::string{key} + " is written twice; keep one");
    }
    columns.*field = name;
    if (pair.size() == text.size()) return columns;
    text.remove_prefix(pair.size() + 1);
  }
}

}  // namespace celltally
