#include "decode/ngap_location.hpp"

#include <cstddef>
#include <cstdint>

#include "decode/aper_pdu.hpp"
#include "decode/identity_digits.hpp"
#include "vocabulary/place.hpp"

namespace celltally {
namespace {

// The CHOICE of a location, in the first octet's two highest bits.
constexpr int kEutra = 0;
constexpr int kNr = 1;

// In the same octet: the cell's identity has extensions.
constexpr std::uint8_t kCellExtensions = 0x02;

// The cell's identity in the highest bits of whole octets.
Place read_cell(PlaceKind kind, ByteCursor& bytes) noexcept {
  const Plmn plmn = read_plmn(bytes);
  std::uint64_t id = bytes.u32();
  if (kind == PlaceKind::ncgi) id = id << 8 | bytes.u8();
  return bytes.ok() && plmn.known() ? Place{kind, plmn, id >> 4} : Place{};
}

Place read_tai(ByteCursor& bytes) noexcept {
  const Plmn plmn = read_plmn(bytes);
  const std::uint32_t area = bytes.u24();
  return bytes.ok() && plmn.known() ? Place{PlaceKind::tai_5gs, plmn, area} : Place{};
}

}  // namespace

Location read_ngap_user_location(ByteCursor value) noexcept {
  Location location;
  const std::uint8_t head = value.u8();
  if (!value.ok()) location.damaged = true;
  const int choice = head >> 6;
  if (location.damaged || (choice != kEutra && choice != kNr)) return location;
  location.cell = read_cell(choice == kNr ? PlaceKind::ncgi : PlaceKind::ecgi, value);
  if ((head & kCellExtensions) != 0) {
    skip_aper_extensions(value);
    value.skip(1);  // the area's head begins in an octet of its own
  }
  location.area = read_tai(value);
  location.damaged = !location.cell.known() || !location.area.known();
  return location;
}

Location read_ngap_target(ByteCursor value) noexcept {
  Location location;
  constexpr std::uint8_t kNodeHead = 0xcd;  // both CHOICEs, and whether the node has extensions
  constexpr std::uint8_t kGnb = 0x00;
  constexpr std::uint8_t kNgEnb = 0x04;
  const std::uint8_t node = value.u8() & kNodeHead;
  if (node != kGnb && node != kNgEnb) return location;
  value.skip(3);  // its PLMN
  const std::uint8_t id = value.u8();
  if (node == kGnb && (id & 0x80) != 0) return location;  // an id of a later release
  // 22 to 32 bits of a gNB's id; 18, 20 or 21 of an ng-eNB's. The two bits of TAI's head follow.
  const std::size_t bits = node == kGnb ? 22u + (id >> 3 & 15u) : 22u;
  value.skip((bits + 2 + 7) / 8);
  location.area = read_tai(value);
  location.damaged = !location.area.known();
  return location;
}

Location read_ngap_eutra_cell(ByteCursor eutra_cgi, ByteCursor tai) noexcept {
  Location location;
  const bool has_area = !tai.empty();
  eutra_cgi.skip(1);
  location.cell = read_cell(PlaceKind::ecgi, eutra_cgi);
  tai.skip(1);
  if (has_area) location.area = read_tai(tai);
  location.damaged = !location.cell.known() || (has_area && !location.area.known());
  return location;
}

}  // namespace celltally
