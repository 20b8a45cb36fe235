#include "decode/user_location.hpp"

#include "decode/byte_cursor.hpp"
#include "decode/extended_enb_id.hpp"
#include "decode/identity_digits.hpp"

namespace celltally {
namespace {

constexpr std::uint8_t kCgi = 0x01;
constexpr std::uint8_t kSai = 0x02;
constexpr std::uint8_t kRai = 0x04;
constexpr std::uint8_t kTai = 0x08;
constexpr std::uint8_t kEcgi = 0x10;
constexpr std::uint8_t kLai = 0x20;
constexpr std::uint8_t kMacroEnb = 0x40;
constexpr std::uint8_t kExtendedEnb = 0x80;

constexpr std::uint32_t kEutranCell = 0x0fff'ffff;  // the upper four bits are spare (8.21.5)

class UserLocationReader {
 public:
  explicit UserLocationReader(std::span<const std::uint8_t> value) noexcept
      : value_(value), flags_(value_.u8()) {}

  Location read() noexcept {
    const Place cgi = has(kCgi) ? four_octets(PlaceKind::cgi) : Place{};
    const Place sai = has(kSai) ? four_octets(PlaceKind::sai) : Place{};
    const Place rai = has(kRai) ? routing_area() : Place{};
    const Place tai = has(kTai) ? two_octets(PlaceKind::tai) : Place{};
    const Place ecgi = has(kEcgi) ? eutran_cell() : Place{};
    const Place lai = has(kLai) ? two_octets(PlaceKind::lai) : Place{};
    const Place macro = has(kMacroEnb) ? macro_enb() : Place{};
    const Place extended = has(kExtendedEnb) ? extended_enb() : Place{};
    const Place cell = first(ecgi, first(cgi, first(sai, first(macro, extended))));
    return {cell, first(tai, first(rai, lai)), damaged_ || !value_.ok()};
  }

 private:
  bool has(std::uint8_t flag) const noexcept { return (flags_ & flag) != 0; }
  static Place first(Place better, Place other) noexcept { return better.known() ? better : other; }

  Place four_octets(PlaceKind kind) noexcept {
    const Plmn plmn = read_plmn(value_);
    return place(kind, plmn, value_.u32());
  }
  Place two_octets(PlaceKind kind) noexcept {
    const Plmn plmn = read_plmn(value_);
    return place(kind, plmn, value_.u16());
  }
  Place eutran_cell() noexcept {
    const Plmn plmn = read_plmn(value_);
    return place(PlaceKind::ecgi, plmn, value_.u32() & kEutranCell);
  }
  // The RAC is the first of its two octets, the second is ff (8.21.3).
  Place routing_area() noexcept {
    const Plmn plmn = read_plmn(value_);
    return place(PlaceKind::rai, plmn, value_.u32() >> 8);
  }
  Place macro_enb() noexcept {
    const Plmn plmn = read_plmn(value_);
    return place(PlaceKind::enb, plmn, value_.u24() & 0x0f'ffff);
  }
  Place extended_enb() noexcept {
    const Plmn plmn = read_plmn(value_);
    return place(PlaceKind::enb_extended, plmn, extended_enb_id(value_.u24()));
  }

  // Nothing when the identity was not complete or its operator not decimal.
  Place place(PlaceKind kind, Plmn plmn, std::uint32_t id) noexcept {
    if (!plmn.known() || !value_.ok()) [[unlikely]] {
      damaged_ = true;
      return {};
    }
    return {kind, plmn, id};
  }

  ByteCursor value_;
  std::uint8_t flags_;
  bool damaged_ = false;
};

}  // namespace

bool read_usual_user_location(std::span<const std::uint8_t> value, Location& location) noexcept {
  ByteCursor octets{value};
  if (!octets.has(13) || octets.u8() != (kTai | kEcgi)) return false;
  const Plmn plmn = read_plmn(octets);
  const std::uint16_t area = octets.u16();
  const Plmn same{octets.u24()};
  const std::uint32_t cell = octets.u32() & kEutranCell;
  if (!plmn.known() || same != plmn) return false;
  location = {Place{PlaceKind::ecgi, plmn, cell}, Place{PlaceKind::tai, plmn, area}, false};
  return true;
}

Location read_user_location(std::span<const std::uint8_t> value) noexcept {
  return UserLocationReader{value}.read();
}

}  // namespace celltally
