#include "decode/sip_access_network.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "decode/byte_cursor.hpp"
#include "decode/sip_text.hpp"

namespace celltally {
namespace {

using Bytes = std::span<const std::uint8_t>;

enum class Access : std::uint8_t { other, geran, utran, eutran, nr, wlan };

Access access_of(Bytes type) noexcept {
  if (sip_begins(type, "3gpp-e-utran")) return Access::eutran;
  if (sip_begins(type, "3gpp-nr")) return Access::nr;
  if (sip_begins(type, "3gpp-utran")) return Access::utran;
  if (sip_begins(type, "3gpp-geran")) return Access::geran;
  if (sip_begins(type, "ieee-802.11")) return Access::wlan;
  return Access::other;
}

// Decimal or hexadecimal digits one after another; a wrong one is remembered.
class Digits {
 public:
  explicit Digits(Bytes text) noexcept : text_(text) {}

  std::uint64_t take(std::size_t count, std::uint32_t base) noexcept {
    std::uint64_t number = 0;
    for (; count != 0; --count) {
      const std::uint32_t digit = value_of(sip_lower(text_.u8()));
      if (digit >= base) good_ = false;
      number = number * base + digit;
    }
    return number;
  }
  Plmn plmn(std::size_t mnc_digits) noexcept {
    std::uint32_t digit[6] = {};
    for (std::size_t i = 0; i < 3 + mnc_digits; ++i) {
      digit[i] = static_cast<std::uint32_t>(take(1, 10));
    }
    const std::uint32_t mnc3 = mnc_digits == 3 ? digit[5] : 15;
    return {digit[1] << 20 | digit[0] << 16 | mnc3 << 12 | digit[2] << 8 | digit[4] << 4 |
            digit[3]};
  }
  bool good() const noexcept { return good_ && text_.ok(); }

 private:
  static constexpr std::uint32_t value_of(std::uint8_t letter) noexcept {
    if (is_sip_digit(letter)) return letter - std::uint32_t{'0'};
    return letter >= 'a' && letter <= 'f' ? letter - std::uint32_t{'a'} + 10 : 16;
  }

  ByteCursor text_;
  bool good_ = true;
};

// How many hexadecimal digits the area and the cell in it have.
struct Layout {
  std::size_t area;
  std::size_t cell;
  PlaceKind area_kind;
  PlaceKind cell_kind;  // none: it is no cell as others name it
};

// The digits are of an operator, an area and a cell. In UTRAN the cell is one of an RNC, which no
// other interface names: the area is all that is taken.
Layout layout_of(Access access) noexcept {
  switch (access) {
    case Access::geran: return {4, 4, PlaceKind::lai, PlaceKind::cgi};
    case Access::utran: return {4, 7, PlaceKind::lai, PlaceKind::none};
    case Access::nr: return {6, 9, PlaceKind::tai_5gs, PlaceKind::ncgi};
    default: return {4, 7, PlaceKind::tai, PlaceKind::ecgi};
  }
}

Location damaged() noexcept {
  Location location;
  location.damaged = true;
  return location;
}

Location read_place(Bytes text, const Layout& layout) noexcept {
  const std::size_t two = 5 + layout.area + layout.cell;
  if (text.size() != two && text.size() != two + 1) return damaged();
  Digits digits{text};
  const Plmn plmn = digits.plmn(text.size() - two + 2);
  const std::uint64_t area = digits.take(layout.area, 16);
  const std::uint64_t cell = digits.take(layout.cell, 16);
  if (!digits.good() || !plmn.known()) return damaged();
  Location location;
  location.area = {layout.area_kind, plmn, area};
  // Of GSM and of a service area the cell's number has the area's before it.
  const bool in_area = layout.area_kind == PlaceKind::lai;
  if (layout.cell_kind != PlaceKind::none) {
    location.cell = {layout.cell_kind, plmn, in_area ? area << 16 | cell : cell};
  }
  return location;
}

// The access point's MAC address. A device that does not say fills in all zeroes or all ones.
Location read_access_point(Bytes text) noexcept {
  constexpr std::size_t kMacDigits = 12;
  constexpr std::uint64_t kAllOnes = 0xffff'ffff'ffff;
  Digits digits{text};
  const std::uint64_t mac = digits.take(kMacDigits, 16);
  if (text.size() != kMacDigits || !digits.good()) return damaged();
  if (mac == 0 || mac == kAllOnes) return {};
  Location location;
  location.cell = Place::wifi(mac);
  return location;
}

// Takes text up to an unquoted separator or the end; the separator is left.
Bytes take_part(ByteCursor& text) noexcept {
  const Bytes rest = text.rest();
  bool quoted = false;
  const auto end = std::ranges::find_if(rest, [&](std::uint8_t letter) {
    if (letter == '"') quoted = !quoted;
    return !quoted && (letter == ';' || letter == ',');
  });
  return sip_trimmed(text.bytes(static_cast<std::size_t>(end - rest.begin())));
}

Bytes unquoted(Bytes text) noexcept {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return text;
  return sip_trimmed(text.subspan(1, text.size() - 2));
}

void read_parameter(Bytes parameter, Access access, SipAccessNetwork& network) noexcept {
  if (sip_equal(parameter, "network-provided") || sip_equal(parameter, "np")) {
    network.network_provided = true;
    return;
  }
  const auto equals = std::ranges::find(parameter, std::uint8_t{'='});
  if (equals == parameter.end()) return;
  const auto length = static_cast<std::size_t>(equals - parameter.begin());
  const Bytes name = sip_trimmed(parameter.first(length));
  const Bytes value = unquoted(sip_trimmed(parameter.subspan(length + 1)));
  const Location& known = network.location;
  if (known.cell.known() || known.area.known()) return;
  if (sip_equal(name, "utran-cell-id-3gpp") || sip_equal(name, "cgi-3gpp")) {
    const bool cellular = access != Access::other && access != Access::wlan;
    if (cellular) network.location = read_place(value, layout_of(access));
  } else if (sip_equal(name, "utran-sai-3gpp")) {
    network.location = read_place(value, {4, 4, PlaceKind::lai, PlaceKind::sai});
  } else if (sip_equal(name, "i-wlan-node-id")) {
    network.location = read_access_point(value);
  }
}

// One of several: up to a comma.
SipAccessNetwork read_one(ByteCursor& text) noexcept {
  SipAccessNetwork network;
  const Access access = access_of(take_part(text));
  while (!text.empty() && text.rest().front() == ';') {
    text.skip(1);
    read_parameter(take_part(text), access, network);
  }
  return network;
}

bool names_place(const SipAccessNetwork& network) noexcept {
  return network.location.cell.known() || network.location.area.known();
}

}  // namespace

SipAccessNetwork read_sip_access_network(Bytes value) noexcept {
  SipAccessNetwork best;
  ByteCursor text{value};
  while (!text.empty()) {
    const SipAccessNetwork one = read_one(text);
    if (!text.empty()) text.skip(1);
    const bool damaged = best.location.damaged || one.location.damaged;
    const bool better = names_place(one) && best.network_provided && !one.network_provided;
    if (!names_place(best) || better) best = one;
    best.location.damaged = damaged;
  }
  return best;
}

}  // namespace celltally
