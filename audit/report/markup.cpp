#include "audit/report/markup.hpp"

#include "config/shown_text.hpp"

namespace celltally {

std::string markup(std::string_view text) {
  std::string escaped;
  for (const char c : printable_characters(text)) {
    switch (c) {
      case '&': escaped += "&amp;"; break;
      case '<': escaped += "&lt;"; break;
      case '>': escaped += "&gt;"; break;
      case '"': escaped += "&quot;"; break;
      case '\'': escaped += "&#39;"; break;
      default: escaped += c;
    }
  }
  return escaped;
}

}  // namespace celltally
