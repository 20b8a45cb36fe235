#include "config/text_lines.hpp"

#include <istream>
#include <limits>

namespace celltally {

bool TextLines::next() {
  in_.getline(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
  const auto taken = static_cast<std::size_t>(in_.gcount());
  if (taken == 0 && !in_.good()) return false;
  too_long_ = in_.fail() && taken == buffer_.size() - 1;
  // gcount() includes the line break, which is not kept.
  const bool broken = !too_long_ && !in_.eof();
  line_ = std::string_view{buffer_.data(), broken ? taken - 1 : taken};
  // A file that is no text may have no line break for gigabytes.
  if (too_long_ && !binary()) {
    in_.clear();
    in_.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
  }
  ++number_;
  if (number_ == 1 && line_.starts_with("\xef\xbb\xbf")) line_.remove_prefix(3);
  return true;
}

}  // namespace celltally
