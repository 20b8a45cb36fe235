#include "config/cell_row.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

#include "vocabulary/mnc_length.hpp"

namespace celltally {

namespace {

// A value from the file for a message: short, and without bytes that a terminal would obey.
std::string quoted(std::string_view text) {
  constexpr std::size_t kShown = 40;
  std::string shown{"\""};
  for (const char c : text.substr(0, kShown)) shown += c < ' ' || c > '~' ? '?' : c;
  return shown + (text.size() > kShown ? "...\"" : "\"");
}

Failure<std::string> wrong(std::string_view column, std::string_view value, std::string_view cure) {
  return fail(std::string{column} + " is " + quoted(value) + "; write " + std::string{cure});
}

bool same_word(std::string_view a, std::string_view lower) {
  if (a.size() != lower.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const char c = a[i] >= 'A' && a[i] <= 'Z' ? static_cast<char>(a[i] - 'A' + 'a') : a[i];
    if (c != lower[i]) return false;
  }
  return true;
}

std::optional<std::uint64_t> number(std::string_view text, std::uint64_t most) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value > most) return std::nullopt;
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

Result<bool, std::string> CellRow::settle_columns(const CsvRow& first) {
  struct Column {
    std::string_view word;
    std::size_t* at;
  };
  const std::array needed{Column{"radio", &radio_}, Column{"mcc", &mcc_}, Column{"net", &net_},
                          Column{"area", &area_}, Column{"cell", &cell_}};
  const auto column_of = [&](std::string_view word) {
    std::size_t at = 0;
    while (at < first.size() && !same_word(first[at], word)) ++at;
    return at < first.size() ? at : kNone;
  };

  place_ = column_of("place");
  if (place_ != kNone) return true;
  if (column_of("radio") == kNone) {
    // No header. A place is told by its colon, which no column of OpenCelliD has.
    if (first[0].find(':') != std::string_view::npos) place_ = 0;
    return false;
  }
  for (const Column& column : needed) {
    *column.at = column_of(column.word);
    if (*column.at == kNone) {
      return fail("the header has no column " + std::string{column.word} +
                  "; write radio,mcc,net,area,cell or one column place");
    }
  }
  return true;
}

Result<Place, std::string> CellRow::read(const CsvRow& row) const {
  if (place_ == kNone) return read_open_cell_id(row);
  const auto place = place_from_text(row[place_]);
  if (!place || (place->kind() != PlaceKind::wifi && !place->plmn().known())) {
    return wrong("place", row[place_], "it like ecgi:208-93-1234501");
  }
  if (!is_cell(place->kind())) return wrong("place", row[place_], "a cell, not an area");
  return *place;
}

Result<Place, std::string> CellRow::read_open_cell_id(const CsvRow& row) const {
  const Radio* radio = radio_of(row[radio_]);
  if (radio == nullptr) return wrong("radio", row[radio_], "GSM, UMTS, LTE or NR");
  const auto mcc = number(row[mcc_], 999);
  if (!mcc || *mcc == 0) return wrong("mcc", row[mcc_], "the MCC as digits, 001 to 999");
  const auto net = number(row[net_], 999);
  if (!net) return wrong("net", row[net_], "the MNC as digits");
  const auto area = number(row[area_], 0xffff);
  if (radio->has_area && !area) {
    return wrong("area", row[area_], "the LAC as digits, at most 65535");
  }
  const auto cell = number(row[cell_], radio->cell_max);
  if (!cell) return wrong("cell", row[cell_], radio->cell_cure);

  const Plmn plmn = plmn_of(static_cast<std::uint32_t>(*mcc), static_cast<std::uint32_t>(*net));
  if (!radio->has_area) return Place{radio->kind, plmn, *cell};
  return Place{radio->kind, plmn, *area << 16 | (*cell & 0xffff)};
}

}  // namespace celltally
