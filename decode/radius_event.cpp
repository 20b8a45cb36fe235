#include "decode/radius_event.hpp"

#include <array>
#include <cstddef>

#include "decode/device_address.hpp"
#include "decode/radius.hpp"

namespace celltally {
namespace {

using Role = TemporaryId::Role;

// When the device is where the message says.
enum class When : std::uint8_t { now, earlier };

// Acct-Status-Type (RFC 2866 5.1).
constexpr std::uint32_t kStart = 1;
constexpr std::uint32_t kStop = 2;
constexpr std::uint32_t kInterim = 3;
constexpr std::uint32_t kOn = 7;
constexpr std::uint32_t kOff = 8;

constexpr std::uint32_t kInStepSeconds = 2;

class Conclusion {
 public:
  Conclusion(const Datagram& pdu, const RadiusFacts& facts, SignallingMessage& message) noexcept
      : facts_(facts), message_(message), nas_(nas_of(pdu)) {}

  void event() noexcept {
    move_to_access_point();
    if (message_.type == kRadiusAccountingRequest) accounting();
    if (message_.type == kRadiusAccessRequest && !facts_.wifi && placed()) {
      // A gateway asks for a session to be made, of which Start will tell. On Wi-Fi anybody may ask
      // in any name.
      tell(EventKind::location_report, When::now);
    }
  }

  void names(MessageBurst& burst) const noexcept {
    const bool accounted = message_.type == kRadiusAccountingRequest && status_known();
    if (!accounted) return;
    if (!facts_.session_id.empty()) {
      burst.add_temporary(
          TemporaryId::of_text(TemporaryId::Kind::radius_session, nas_, facts_.session_id)
              .as(session_role()));
    }
    for (const auto address : {facts_.ipv4_address, facts_.ipv6_prefix}) {
      burst.add_temporary(device_address(address, message_.apn).as(address_role()));
    }
    if (facts_.device_mac != 0) burst.add_temporary(device());
  }

 private:
  // The NAS by its own address, which a proxy leaves as it is; otherwise who sent this. Of an IPv6
  // address the last twelve octets: as many as a name made of text has room for.
  IpAddress nas_of(const Datagram& pdu) const noexcept {
    constexpr std::size_t kOctetsMax = 12;
    const auto address = facts_.nas_address.empty() ? pdu.source.bytes() : facts_.nas_address;
    return IpAddress::of(address.size() > kOctetsMax ? address.last(kOctetsMax) : address);
  }

  bool status_known() const noexcept {
    return facts_.status_type == kStart || facts_.status_type == kStop ||
           facts_.status_type == kInterim;
  }

  // On Wi-Fi the cell is the access point; one of the mobile network was before.
  void move_to_access_point() noexcept {
    if (!facts_.wifi && !facts_.access_point.known()) return;
    message_.cell = facts_.access_point;
    message_.area = {};
  }

  void accounting() noexcept {
    switch (facts_.status_type) {
      case kStart: return tell(facts_.wifi ? EventKind::attach : EventKind::session_new, When::now);
      case kInterim:
        return facts_.wifi ? tell(EventKind::periodic_update, When::now)
                           : tell(EventKind::session_modify, When::earlier);
      case kStop:
        if (!facts_.wifi) return tell(EventKind::session_end, When::earlier);
        message_.kind = EventKind::detach;
        message_.presence = Presence::leaves;
        return;
      case kOn:
      case kOff: message_.reset_node = nas_; return;
      default: return;
    }
  }

  void tell(EventKind kind, When when) noexcept {
    message_.kind = kind;
    const bool elsewhere = facts_.wlan && !facts_.wifi && !facts_.access_point.known();
    if (elsewhere || older()) when = When::earlier;
    if (!placed()) {
      message_.presence = Presence::none;
    } else if (when == When::earlier) {
      message_.presence = Presence::last_known;
    } else {
      message_.presence = message_.cell.known() ? Presence::exact : Presence::area;
    }
  }

  // It comes late, or the location has a time of its own that is not that of the event.
  bool older() const noexcept {
    if (facts_.delay_s > kInStepSeconds) return true;
    if (facts_.location_time == 0) return false;
    return facts_.event_time == 0 ||
           std::uint64_t{facts_.location_time} + kInStepSeconds < facts_.event_time;
  }

  bool placed() const noexcept { return message_.cell.known() || message_.area.known(); }

  Role session_role() const noexcept {
    if (facts_.status_type == kStart) return Role::given;
    return facts_.status_type == kStop ? Role::ends : Role::names;
  }

  // A device of a mobile network has one address and a session for each bearer.
  Role address_role() const noexcept {
    if (facts_.status_type == kStart) return Role::given;
    const bool last = facts_.wifi || facts_.last_bearer;
    return facts_.status_type == kStop && last ? Role::ends : Role::names;
  }

  TemporaryId device() const noexcept {
    std::array<std::uint8_t, 6> octets{};
    for (std::size_t i = 0; i < octets.size(); ++i) {
      octets[i] = static_cast<std::uint8_t>(facts_.device_mac >> 8 * (5 - i));
    }
    return TemporaryId::of_octets(TemporaryId::Kind::wifi_device, octets);
  }

  const RadiusFacts& facts_;
  SignallingMessage& message_;
  IpAddress nas_;
};

}  // namespace

void conclude_radius_event(const Datagram& pdu, const RadiusFacts& facts,
                           SignallingMessage& message, MessageBurst& burst) noexcept {
  Conclusion conclusion{pdu, facts, message};
  conclusion.event();
  conclusion.names(burst);
}

}  // namespace celltally
