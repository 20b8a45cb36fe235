#include "decode/user_location.hpp"

#include "decode/byte_cursor.hpp"
#include "decode/extended_enb_id.hpp"
#include "decode/identity_digits.hpp"

namespace celltally {
namespace {

class UserLocationReader {
 public:
  explicit UserLocationReader(std::span<const std::uint8_t> value) noexcept
      : value_(value), flags_(value_.u8()) {}

  Location read() noexcept {
    // Nearly all of LTE: TAI and ECGI, of one operator.
    if (flags_ == (kTai | kEcgi) && value_.has(12)) [[likely]] {
      ByteCursor value = value_;
      const Plmn plmn = read_plmn(value);
      const std::uint16_t area = value.u16();
      const Plmn same{value.u24()};
      const std::uint32_t cell = value.u32() & kEutranCell;
      if (plmn.known() && same == plmn) [[likely]] {
        return {Place{PlaceKind::ecgi, plmn, cell}, Place{PlaceKind::tai, plmn, area}, false};
      }
    }
    return read_all();
  }

 private:
  static constexpr std::uint32_t kEutranCell =
      0x0fff'ffff;  // the upper four bits are spare (8.21.5)

  static constexpr std::uint8_t kCgi = 0x01;
  static constexpr std::uint8_t kSai = 0x02;
  static constexpr std::uint8_t kRai = 0x04;
  static constexpr std::uint8_t kTai = 0x08;
  static constexpr std::uint8_t kEcgi = 0x10;
  static constexpr std::uint8_t kLai = 0x20;
  static constexpr std::uint8_t kMacroEnb = 0x40;
  static constexpr std::uint8_t kExtendedEnb = 0x80;

  [[gnu::noinline]] Location read_all() noexcept {
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

Location read_user_location(std::span<const std::uint8_t> value) noexcept {
  return UserLocationReader{value}.read();
}

}  // namespace celltally
