#include "config/cell_row.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

#include "config/shown_text.hpp"
#include "vocabulary/mnc_length.hpp"

namespace celltally {

namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_word(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

std::optional<std::uint64_t> number(std::string_view text, std::uint64_t most) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value > most) return std::nullopt;
  return value;
}

// "48.8566", and with `comma` "48,8566" too, as whole countries write it.
std::optional<double> decimal_number(std::string_view text, bool comma) {
  std::array<char, 40> digits{};
  if (text.size() > digits.size()) return std::nullopt;
  std::copy(text.begin(), text.end(), digits.begin());
  char* const end = digits.begin() + text.size();
  if (comma) std::replace(digits.begin(), end, ',', '.');
  double value = 0;
  const auto [read, error] = std::from_chars(digits.data(), end, value, std::chars_format::fixed);
  if (error != std::errc{} || read != end) return std::nullopt;
  return value;
}

Plmn plmn_of(std::uint32_t mcc, std::uint32_t mnc) {
  const bool three = mnc > 99 || mnc_digits(mcc, mnc) == 3;
  const std::uint32_t mnc1 = three ? mnc / 100 : mnc / 10;
  const std::uint32_t mnc2 = three ? mnc / 10 % 10 : mnc % 10;
  const std::uint32_t mnc3 = three ? mnc % 10 : 15;
  return {mcc / 10 % 10 << 20 | mcc / 100 << 16 | mnc3 << 12 | mcc % 10 << 8 | mnc2 << 4 | mnc1};
}

struct Radio {
  std::string_view word;
  PlaceKind kind;
  bool has_area;  // the location area is part of the cell's identity
  std::uint64_t cell_max;
  std::string_view cell_cure;
};

constexpr std::array kRadios{
    Radio{"gsm", PlaceKind::cgi, true, 0xffff, "the CI as digits, at most 65535"},
    Radio{"umts", PlaceKind::sai, true, 0xfff'ffff, "the cell's number, at most 268435455"},
    Radio{"lte", PlaceKind::ecgi, false, 0xfff'ffff, "the ECI as digits, at most 268435455"},
    Radio{"nr", PlaceKind::ncgi, false, 0xf'ffff'ffff, "the NCI as digits, at most 68719476735"},
};

const Radio* radio_of(std::string_view word) {
  for (const Radio& radio : kRadios) {
    if (same_word(word, radio.word)) return &radio;
  }
  return nullptr;
}

}  // namespace

std::string_view CellRow::name_of(CellColumn::Number column) const noexcept {
  const std::string& named = columns_.*kCellColumns[column].field;
  return named.empty() ? kCellColumns[column].usual : named;
}

std::string CellRow::problem(CellColumn::Number column, const CsvRow& row,
                             std::string_view cure) const {
  return std::string{name_of(column)} + " is " + quoted_for_message(value(column, row)) +
         "; write " + std::string{cure};
}

Result<bool, std::string> CellRow::settle_columns(const CsvRow& first) {
  at_.fill(kNone);
  same_radio_ = radio_of(columns_.radio) != nullptr;
  for (std::size_t i = 0; i < at_.size(); ++i) {
    const std::string_view name = name_of(static_cast<CellColumn::Number>(i));
    for (std::size_t at = 0; at < first.size() && at_[i] == kNone; ++at) {
      if (same_word(first[at], name)) at_[i] = at;
    }
  }
  const bool named = columns_ != CellColumns{.separator = columns_.separator};
  if (!named && !has(CellColumn::place) && !has(CellColumn::radio)) {
    return take_usual_order(first), false;
  }
  const std::string missing = missing_column(first);
  if (!missing.empty()) return fail(missing);
  return true;
}

// No header. A place is told by its colon, which no column of OpenCelliD has.
void CellRow::take_usual_order(const CsvRow& first) {
  at_.fill(kNone);
  if (first[0].find(':') != std::string_view::npos) {
    at_[CellColumn::place] = 0;
    return;
  }
  at_[CellColumn::radio] = 0;
  at_[CellColumn::mcc] = 1;
  at_[CellColumn::net] = 2;
  at_[CellColumn::area] = 3;
  at_[CellColumn::cell] = 4;
  at_[CellColumn::longitude] = 6;
  at_[CellColumn::latitude] = 7;
}

// What the header has not, and what to write; empty when it has all.
std::string CellRow::missing_column(const CsvRow& header) const {
  const auto missing = [&](CellColumn::Number column) {
    std::string text{"the header has no column " + std::string{name_of(column)}};
    if ((columns_.*kCellColumns[column].field).empty()) {
      return text +
             "; write radio,mcc,net,area,cell or one column place, or say how your columns "
             "are called (cells_columns)";
    }
    text += " (" + std::string{kCellColumns[column].key} + "); it begins with";
    for (std::size_t i = 0; i < std::min<std::size_t>(header.size(), 5); ++i) {
      text += " " + quoted_for_message(header[i]);
    }
    return text + ": name one of its columns, and its separator if it is no comma";
  };
  for (std::size_t i = 0; i < at_.size(); ++i) {
    const bool named = !(columns_.*kCellColumns[i].field).empty();
    const auto column = static_cast<CellColumn::Number>(i);
    const bool said = column == CellColumn::radio && same_radio_;
    if (named && !has(column) && !said) return missing(column);
  }
  if (has(CellColumn::longitude) != has(CellColumn::latitude)) {
    return missing(has(CellColumn::longitude) ? CellColumn::latitude : CellColumn::longitude);
  }
  if (has(CellColumn::place)) return {};
  // The area only of GSM and UMTS, whose rows will say that it is missing.
  for (const auto column :
       {CellColumn::radio, CellColumn::mcc, CellColumn::net, CellColumn::cell}) {
    const bool said = column == CellColumn::radio && same_radio_;
    if (!has(column) && !said) return missing(column);
  }
  return {};
}

Result<CellRow::Said, std::string> CellRow::read(const CsvRow& row) const {
  const auto cell = read_cell(row);
  if (!cell) return fail(cell.error());
  const auto position = read_position(row);
  if (!position) return fail(position.error());
  return Said{*cell, *position, value(CellColumn::site, row), value(CellColumn::zone, row)};
}

Result<Place, std::string> CellRow::read_cell(const CsvRow& row) const {
  if (!has(CellColumn::place)) return read_open_cell_id(row);
  const auto place = place_from_text(value(CellColumn::place, row));
  if (!place || (place->kind() != PlaceKind::wifi && !place->plmn().known())) {
    return fail(problem(CellColumn::place, row, "it like ecgi:208-93-1234501"));
  }
  if (!is_cell(place->kind())) return fail(problem(CellColumn::place, row, "a cell, not an area"));
  return *place;
}

Result<Place, std::string> CellRow::read_open_cell_id(const CsvRow& row) const {
  const Radio* const radio = radio_of(same_radio_ ? columns_.radio : value(CellColumn::radio, row));
  if (radio == nullptr) return fail(problem(CellColumn::radio, row, "GSM, UMTS, LTE or NR"));
  const auto mcc = number(value(CellColumn::mcc, row), 999);
  if (!mcc || *mcc == 0) {
    return fail(problem(CellColumn::mcc, row, "the MCC as digits, 001 to 999"));
  }
  const auto net = number(value(CellColumn::net, row), 999);
  if (!net) return fail(problem(CellColumn::net, row, "the MNC as digits"));
  const auto area = number(value(CellColumn::area, row), 0xffff);
  if (radio->has_area && !area) {
    return fail(problem(CellColumn::area, row, "the LAC as digits, at most 65535"));
  }
  const auto cell = number(value(CellColumn::cell, row), radio->cell_max);
  if (!cell) return fail(problem(CellColumn::cell, row, radio->cell_cure));

  const Plmn plmn = plmn_of(static_cast<std::uint32_t>(*mcc), static_cast<std::uint32_t>(*net));
  if (!radio->has_area) return Place{radio->kind, plmn, *cell};
  return Place{radio->kind, plmn, *area << 16 | (*cell & 0xffff)};
}

Result<double, std::string> CellRow::read_degrees(CellColumn::Number column, const CsvRow& row,
                                                  double most) const {
  const std::string_view text = value(column, row);
  const auto degrees = decimal_number(text, columns_.separator_character() != ',');
  // A NaN is not in the range either.
  if (degrees && *degrees >= -most && *degrees <= most) return *degrees;
  const std::string range = most > 90 ? "-180 to 180" : "-90 to 90";
  return fail(problem(column, row,
                      "degrees such as 48.8566, " + range + ", or nothing in both " +
                          std::string{name_of(CellColumn::longitude)} + " and " +
                          std::string{name_of(CellColumn::latitude)}));
}

Result<std::optional<GeoPoint>, std::string> CellRow::read_position(const CsvRow& row) const {
  if (value(CellColumn::longitude, row).empty() && value(CellColumn::latitude, row).empty()) {
    return std::optional<GeoPoint>{};
  }
  const auto longitude = read_degrees(CellColumn::longitude, row, 180);
  if (!longitude) return fail(longitude.error());
  const auto latitude = read_degrees(CellColumn::latitude, row, 90);
  if (!latitude) return fail(latitude.error());
  return std::optional{GeoPoint{*latitude, *longitude}};
}

}  // namespace celltally
