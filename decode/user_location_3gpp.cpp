#include "decode/user_location_3gpp.hpp"

#include <cstddef>

#include "decode/byte_cursor.hpp"
#include "decode/extended_enb_id.hpp"
#include "decode/gtpv1_location.hpp"
#include "decode/identity_digits.hpp"
#include "decode/user_location.hpp"

namespace celltally {
namespace {

// Geographic Location Type.
enum class Type : std::uint8_t {
  cgi = 0,
  sai = 1,
  rai = 2,
  tai = 128,
  ecgi = 129,
  tai_ecgi = 130,
  enb = 131,
  tai_enb = 132,
  extended_enb = 133,
  tai_extended_enb = 134,
  ncgi = 135,
  tai_5gs = 136,
  tai_5gs_ncgi = 137,
  ng_ran_node = 138,
  tai_5gs_ng_ran_node = 139,
};

constexpr std::uint32_t kEutranCell = 0x0fff'ffff;
constexpr std::uint32_t kMacroEnb = 0x0f'ffff;

class LocationReader {
 public:
  explicit LocationReader(std::span<const std::uint8_t> places) noexcept : value_(places) {}

  void tai() noexcept {
    const Plmn plmn = read_plmn(value_);
    location_.area = place(PlaceKind::tai, plmn, value_.u16());
  }
  void tai_5gs() noexcept {
    const Plmn plmn = read_plmn(value_);
    location_.area = place(PlaceKind::tai_5gs, plmn, value_.u24());
  }
  void ecgi() noexcept {
    const Plmn plmn = read_plmn(value_);
    location_.cell = place(PlaceKind::ecgi, plmn, value_.u32() & kEutranCell);
  }
  void enb() noexcept {
    const Plmn plmn = read_plmn(value_);
    location_.cell = place(PlaceKind::enb, plmn, value_.u24() & kMacroEnb);
  }
  void extended_enb() noexcept {
    const Plmn plmn = read_plmn(value_);
    location_.cell = place(PlaceKind::enb_extended, plmn, extended_enb_id(value_.u24()));
  }
  void ncgi() noexcept {
    const Plmn plmn = read_plmn(value_);
    const std::uint64_t first = value_.u32();
    const std::uint64_t octets = first << 8 | value_.u8();
    const bool spare_first = octets >> 36 == 0 && (octets & 0xf) != 0;
    location_.cell = place(PlaceKind::ncgi, plmn, spare_first ? octets : octets >> 4);
  }

  Location done() const noexcept { return location_; }

 private:
  Place place(PlaceKind kind, Plmn plmn, std::uint64_t id) noexcept {
    if (!plmn.known() || !value_.ok()) {
      location_.damaged = true;
      return {};
    }
    return {kind, plmn, id};
  }

  ByteCursor value_;
  Location location_;
};

Location read_places(Type type, std::span<const std::uint8_t> places) noexcept {
  LocationReader reader{places};
  switch (type) {
    case Type::tai: reader.tai(); break;
    case Type::ecgi: reader.ecgi(); break;
    case Type::tai_ecgi: reader.tai(), reader.ecgi(); break;
    case Type::enb: reader.enb(); break;
    case Type::tai_enb: reader.tai(), reader.enb(); break;
    case Type::extended_enb: reader.extended_enb(); break;
    case Type::tai_extended_enb: reader.tai(), reader.extended_enb(); break;
    case Type::ncgi: reader.ncgi(); break;
    case Type::tai_5gs: reader.tai_5gs(); break;
    case Type::tai_5gs_ncgi: reader.tai_5gs(), reader.ncgi(); break;
    // A gNB or ng-eNB is no place of ours: its identity does not say which of its cells.
    case Type::tai_5gs_ng_ran_node: reader.tai_5gs(); break;
    default: break;
  }
  return reader.done();
}

// TS 29.274 8.21: the mask, then TAI of five octets, ECGI of seven.
bool is_gtpv2_mask(std::span<const std::uint8_t> value) noexcept {
  switch (value[0]) {
    case 0x08: return value.size() == 6;
    case 0x10: return value.size() == 8;
    case 0x18: return value.size() == 13;
    default: return false;
  }
}

}  // namespace

Location read_user_location_3gpp(std::span<const std::uint8_t> value) noexcept {
  if (value.empty()) return {.cell = {}, .area = {}, .damaged = true};
  const auto type = static_cast<Type>(value[0]);
  // These three are those of GTPv1 to the octet (TS 29.060 7.7.51).
  if (type <= Type::rai) return read_gtpv1_user_location(value);
  if (is_gtpv2_mask(value)) return read_user_location(value);
  return read_places(type, value.subspan(1));
}

}  // namespace celltally
