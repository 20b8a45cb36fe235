#include "decode/sgsap_message_type.hpp"

#include <array>
#include <cstddef>

#include "decode/sgsap.hpp"

namespace celltally {
namespace {

constexpr std::size_t kTypes = 32;
constexpr bool kGivesTmsi = true;
constexpr SgsapMessageType kUnknown{};

// What the VLR sends proves nothing of the device; what the MME sends, it has just had from the
// device. The service request answers a page: what the page was for comes in messages of its own,
// a text in unitdata, a call in 2G or 3G.
constexpr auto kMessageTypes = [] {
  std::array<SgsapMessageType, kTypes> types{};
  types[1] = {"SGsAP-PAGING-REQUEST", EventKind::paging};
  types[2] = {"SGsAP-PAGING-REJECT"};
  types[6] = {"SGsAP-SERVICE-REQUEST", EventKind::service_request, Presence::exact};
  types[7] = {"SGsAP-DOWNLINK-UNITDATA"};
  types[8] = {"SGsAP-UPLINK-UNITDATA", EventKind::text, Presence::exact};
  // By its element: attach or area update.
  types[9] = {"SGsAP-LOCATION-UPDATE-REQUEST", EventKind::area_update, Presence::exact};
  types[10] = {"SGsAP-LOCATION-UPDATE-ACCEPT", EventKind::none, Presence::none, kGivesTmsi};
  types[11] = {"SGsAP-LOCATION-UPDATE-REJECT"};
  types[12] = {"SGsAP-TMSI-REALLOCATION-COMPLETE"};
  types[13] = {"SGsAP-ALERT-REQUEST"};
  types[14] = {"SGsAP-ALERT-ACK"};
  types[15] = {"SGsAP-ALERT-REJECT"};
  types[16] = {"SGsAP-UE-ACTIVITY-INDICATION"};
  types[17] = {"SGsAP-EPS-DETACH-INDICATION", EventKind::detach, Presence::leaves};
  types[18] = {"SGsAP-EPS-DETACH-ACK"};
  types[19] = {"SGsAP-IMSI-DETACH-INDICATION", EventKind::detach, Presence::leaves};
  types[20] = {"SGsAP-IMSI-DETACH-ACK"};
  types[21] = {"SGsAP-RESET-INDICATION"};
  types[22] = {"SGsAP-RESET-ACK"};
  types[23] = {"SGsAP-SERVICE-ABORT-REQUEST"};
  types[24] = {"SGsAP-MO-CSFB-INDICATION", EventKind::call, Presence::exact};
  types[26] = {"SGsAP-MM-INFORMATION-REQUEST"};
  types[27] = {"SGsAP-RELEASE-REQUEST"};
  types[29] = {"SGsAP-STATUS"};
  types[31] = {"SGsAP-UE-UNREACHABLE"};
  return types;
}();

}  // namespace

const SgsapMessageType& sgsap_message_type(std::uint8_t type) noexcept {
  return type < kTypes ? kMessageTypes[type] : kUnknown;
}

std::string_view sgsap_message_name(std::uint8_t type) noexcept {
  return sgsap_message_type(type).name;
}

}  // namespace celltally
