#include "simulate/wifi_network.hpp"

#include <algorithm>
#include <cctype>
#include <span>
#include <string>

#include "simulate/octet_writer.hpp"
#include "simulate/radius_builder.hpp"

namespace celltally {

namespace {

using Kind = RadioAct::Kind;

constexpr std::uint16_t kPort = 1813;
constexpr std::uint8_t kAccountingResponse = 5;
constexpr std::uint32_t kWifi = 19;  // NAS-Port-Type
constexpr std::uint32_t kUserRequest = 1;

// "02-00-5E-00-00-01".
std::string mac_text(Place access_point) {
  std::string text = to_text(access_point).substr(5);
  for (char& each : text) each = static_cast<char>(std::toupper(static_cast<unsigned char>(each)));
  return text;
}

}  // namespace

WifiNetwork::WifiNetwork(Tap& tap) : tap_(tap) {}

void WifiNetwork::perform(const RadioAct& act) {
  switch (act.kind) {
    case Kind::wifi_start:
      return tell(act, radius::kStart, act.told(EventKind::attach, Presence::exact));
    case Kind::wifi_interim:
      return tell(act, radius::kInterim, act.told(EventKind::periodic_update, Presence::exact));
    case Kind::wifi_stop:
      return tell(act, radius::kStop, act.told(EventKind::detach, Presence::leaves));
    default: return;
  }
}

void WifiNetwork::tell(const RadioAct& act, std::uint32_t status, const MadeSighting& told) {
  using namespace radius;
  OctetWriter controller;
  controller.octets(node("10.6.0.1").octets());
  OctetWriter device;
  device.u32(0x0ac00000u + act.profile.number);
  const std::string realm = "@wlan.mnc0" + digits_of(act.profile.mnc, 2) + ".mcc" +
                            digits_of(act.profile.mcc, 3) + ".3gppnetwork.org";
  const std::uint32_t number = act.profile.number;
  const Place device_mac = Place::wifi(0x06'00'00'00'00'00u + number);
  Attributes attributes{
      user_name('1' + imsi_digits(act) + realm),
      nas_ip_address(std::span<const std::uint8_t, 4>{controller.written().data(), 4}),
      framed_ip_address(std::span<const std::uint8_t, 4>{device.written().data(), 4}),
      called_station_id(mac_text(act.where.place) + ":OperatorWiFi"),
      calling_station_id(mac_text(device_mac)),
      acct_status_type(status),
      acct_session_id(std::to_string(number) + '-' + std::to_string(act.context.wifi_session)),
      event_timestamp(static_cast<std::uint32_t>(act.at.seconds())),
      nas_port_type(kWifi)};
  if (status == kStop) attributes.push_back(acct_terminate_cause(kUserRequest));
  ++requests_;
  const Head head{.identifier = static_cast<std::uint8_t>(requests_),
                  .authenticator = static_cast<std::uint8_t>(requests_ >> 8)};
  const UdpFlow flow{node("10.6.0.1"), node("10.6.0.2"), 50813, kPort};
  tap_.datagram(act.at, TappedInterface::radius, flow, accounting_request(attributes, head), told);
  tap_.datagram(act.after(3), TappedInterface::radius, flow.reversed(),
                packet(kAccountingResponse, {}, head));
}

}  // namespace celltally
