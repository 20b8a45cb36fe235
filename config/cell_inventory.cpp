#include "config/cell_inventory.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <istream>
#include <limits>
#include <utility>

#include "config/cell_row.hpp"

namespace celltally {

namespace {

// Gives the lines of a stream one after the other; a line that is too long, or holds what text does
// not hold, is cut off and said to be bad.
class Lines {
 public:
  explicit Lines(std::istream& in) : in_(in) {}

  bool next() {
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

  std::string_view line() const { return line_; }
  std::size_t number() const { return number_; }
  bool too_long() const { return too_long_; }
  bool blank() const { return line_.find_first_not_of(" \t\r") == std::string_view::npos; }
  bool binary() const { return line_.find('\0') != std::string_view::npos; }

 private:
  std::istream& in_;
  std::array<char, CellInventory::kRowOctetsMax + 2> buffer_{};
  std::string_view line_;
  std::size_t number_ = 0;
  bool too_long_ = false;
};

class Reading {
 public:
  Reading(std::istream& in, std::string_view name) : lines_(in), name_(name) {}

  Result<CellInventory, CellInventoryProblems> read_all() {
    while (lines_.next()) {
      if (lines_.binary()) return useless(where() + "not a text file; write CSV");
      if (lines_.too_long()) {
        note("the row is longer than 4096 octets; write one cell per row");
      } else if (!lines_.blank()) {
        if (const auto problem = read_row(); !problem.empty()) return useless(problem);
      }
    }
    if (bad_rows_ > problems_.size()) {
      problems_.push_back(name_ + ": " + std::to_string(bad_rows_ - problems_.size()) +
                          " more rows like these");
    }
    if (!problems_.empty()) return fail(std::move(problems_));
    if (inventory_.cells.empty()) {
      return useless(
          name_ +
          ": no row names a cell; write radio,mcc,net,area,cell (OpenCelliD), or one place per "
          "line such as ecgi:208-93-1234501");
    }
    return sorted();
  }

 private:
  CellInventory sorted() {
    auto& cells = inventory_.cells;
    std::sort(cells.begin(), cells.end());
    const auto rows = cells.size();
    cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
    inventory_.duplicates = rows - cells.size();
    return std::move(inventory_);
  }

  // What is wrong with the row so that no other row can be right; empty: nothing.
  std::string read_row() {
    row_.split(lines_.line());
    if (!settled_) {
      settled_ = true;
      const auto header = cell_row_.settle_columns(row_);
      if (!header) return where() + header.error();
      if (*header) return {};
    }
    const auto cell = cell_row_.read(row_);
    if (!cell) {
      note(cell.error());
    } else if (inventory_.cells.size() == CellInventory::kCellsMax) {
      return where() + "more than 10000000 cells; leave out those that this probe cannot see";
    } else {
      inventory_.cells.push_back(*cell);
    }
    return {};
  }

  std::string where() const { return name_ + ":" + std::to_string(lines_.number()) + ": "; }

  void note(const std::string& problem) {
    ++bad_rows_;
    if (problems_.size() < CellInventory::kProblemsTold) problems_.push_back(where() + problem);
  }

  static Failure<CellInventoryProblems> useless(const std::string& problem) {
    return fail(CellInventoryProblems{problem});
  }

  Lines lines_;
  std::string name_;
  CsvRow row_;
  CellRow cell_row_;
  CellInventory inventory_;
  CellInventoryProblems problems_;
  std::size_t bad_rows_ = 0;
  bool settled_ = false;
};

}  // namespace

Result<CellInventory, CellInventoryProblems> read_cell_inventory(std::istream& in,
                                                                 std::string_view name) {
  return Reading{in, name}.read_all();
}

Result<CellInventory, CellInventoryProblems> load_cell_inventory(const std::string& path) {
  const auto unreadable = [&](const std::string& why) {
    return fail(CellInventoryProblems{path + ": " + why + "; name a CSV file of cells"});
  };
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) return unreadable("is a directory");
  errno = 0;
  std::ifstream in{path, std::ios::binary};
  if (!in) return unreadable(std::strerror(errno));
  return read_cell_inventory(in, path);
}

}  // namespace celltally
