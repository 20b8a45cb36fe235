#include "config/cell_inventory.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <istream>
#include <limits>
#include <optional>

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

  // What makes the whole file useless, if anything.
  std::optional<std::string> read_all() {
    while (lines_.next()) {
      if (lines_.binary()) return where() + "not a text file; write CSV";
      if (lines_.too_long()) {
        note("the row is longer than 4096 octets; write one cell per row");
      } else if (!lines_.blank()) {
        if (auto problem = read_row()) return problem;
      }
    }
    return std::nullopt;
  }

  CellInventory finish() {
    auto& cells = inventory_.cells;
    std::sort(cells.begin(), cells.end());
    const auto rows = cells.size();
    cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
    inventory_.duplicates = rows - cells.size();
    return std::move(inventory_);
  }

 private:
  std::optional<std::string> read_row() {
    row_.split(lines_.line());
    if (!settled_) {
      settled_ = true;
      const auto header = cell_row_.settle_columns(row_);
      if (!header) return where() + header.error();
      if (*header) return std::nullopt;
    }
    const auto cell = cell_row_.read(row_);
    if (!cell) {
      note(cell.error());
    } else if (inventory_.cells.size() == CellInventory::kCellsMax) {
      return where() + "more than 10000000 cells; leave out those that this probe cannot see";
    } else {
      inventory_.cells.push_back(*cell);
    }
    return std::nullopt;
  }

  std::string where() const { return name_ + ":" + std::to_string(lines_.number()) + ": "; }

  void note(const std::string& problem) {
    ++inventory_.bad_rows;
    if (inventory_.problems.size() < CellInventory::kProblemsShown) {
      inventory_.problems.push_back(where() + problem);
    }
  }

  Lines lines_;
  std::string name_;
  CsvRow row_;
  CellRow cell_row_;
  CellInventory inventory_;
  bool settled_ = false;
};

}  // namespace

Result<CellInventory, std::string> read_cell_inventory(std::istream& in, std::string_view name) {
  Reading reading{in, name};
  if (auto problem = reading.read_all()) return fail(*problem);
  auto inventory = reading.finish();
  if (!inventory.cells.empty()) return inventory;

  std::string problem = std::string{name} +
                        ": no row names a cell; write radio,mcc,net,area,cell (OpenCelliD), or one "
                        "place per line such as ecgi:208-93-1234501";
  for (const std::string& row : inventory.problems) problem += "\n  " + row;
  return fail(problem);
}

Result<CellInventory, std::string> load_cell_inventory(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    return fail(path + ": is a directory; name a CSV file of cells");
  }
  errno = 0;
  std::ifstream in{path, std::ios::binary};
  if (!in) return fail(path + ": " + std::strerror(errno) + "; name a CSV file of cells");
  return read_cell_inventory(in, path);
}

}  // namespace celltally
