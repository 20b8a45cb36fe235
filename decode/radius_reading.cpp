#include "decode/radius_reading.hpp"

#include <cstddef>

#include "decode/equipment_identity.hpp"
#include "decode/framed_ipv6_prefix.hpp"
#include "decode/identity_digits.hpp"
#include "decode/imsi_in_text.hpp"
#include "decode/mac_in_text.hpp"
#include "decode/radius_attribute.hpp"
#include "decode/rat_type.hpp"
#include "decode/twan_identifier.hpp"
#include "decode/user_location_3gpp.hpp"

namespace celltally {
namespace {

using Octets = std::span<const std::uint8_t>;

constexpr std::uint32_t kTgpp = 10415;

// 0 when it is not of four octets (RFC 2865 5).
std::uint32_t integer(Octets value) noexcept {
  return value.size() == 4 ? ByteCursor{value}.u32() : 0;
}

class Reader {
 public:
  Reader(SignallingMessage& message, RadiusFacts& facts) noexcept
      : message_(message), facts_(facts) {}

  void packet(ByteCursor octets) noexcept {
    RadiusAttributes attributes{octets};
    while (attributes.next()) {
      const auto type = static_cast<RadiusAttribute>(attributes.type());
      if (!subscriber(type, attributes.value())) session(type, attributes.value());
    }
    if (attributes.damaged()) message_.note(MessageDamage::truncated);
    stations();
  }

 private:
  bool subscriber(RadiusAttribute type, Octets value) noexcept {
    switch (type) {
      case RadiusAttribute::user_name: user_name(value); return true;
      case RadiusAttribute::called_station_id: called_ = value; return true;
      case RadiusAttribute::calling_station_id: calling_ = value; return true;
      case RadiusAttribute::framed_ip_address:
        if (value.size() == 4) facts_.ipv4_address = value;
        return true;
      case RadiusAttribute::framed_ipv6_prefix:
        facts_.ipv6_prefix = framed_ipv6_prefix(value);
        return true;
      case RadiusAttribute::vendor_specific: vendor_specific(value); return true;
      default: return false;
    }
  }

  void session(RadiusAttribute type, Octets value) noexcept {
    switch (type) {
      case RadiusAttribute::nas_ip_address:
        if (value.size() == 4) facts_.nas_address = value;
        return;
      case RadiusAttribute::nas_ipv6_address:
        if (value.size() == 16 && facts_.nas_address.empty()) facts_.nas_address = value;
        return;
      case RadiusAttribute::nas_identifier: facts_.nas_identifier = value; return;
      case RadiusAttribute::nas_port_type:
        if (integer(value) == 19) facts_.wifi = true;  // IEEE 802.11, RFC 2865 5.41
        return;
      case RadiusAttribute::acct_status_type: facts_.status_type = integer(value); return;
      case RadiusAttribute::acct_delay_time: facts_.delay_s = integer(value); return;
      case RadiusAttribute::acct_session_id: facts_.session_id = value; return;
      case RadiusAttribute::acct_session_time: facts_.session_time_s = integer(value); return;
      case RadiusAttribute::acct_terminate_cause: cause(integer(value)); return;
      case RadiusAttribute::event_timestamp: facts_.event_time = integer(value); return;
      default: return;
    }
  }

  void cause(std::uint32_t number) noexcept {
    if (number == 0 || number > 0xffff) return;
    message_.cause = {Cause::Domain::radius, static_cast<std::uint16_t>(number)};
  }

  // TS 29.061 16.4.7: 3GPP's may hold several sub-attributes. What others hold is theirs: some have
  // types and lengths of two octets.
  void vendor_specific(Octets value) noexcept {
    ByteCursor cursor{value};
    if (cursor.u32() != kTgpp || !cursor.ok()) return;
    RadiusAttributes attributes{cursor};
    while (attributes.next()) {
      of_3gpp(static_cast<RadiusAttribute3gpp>(attributes.type()), attributes.value());
    }
    if (attributes.damaged()) message_.note(MessageDamage::truncated);
  }

  void of_3gpp(RadiusAttribute3gpp type, Octets value) noexcept {
    switch (type) {
      case RadiusAttribute3gpp::imsi: return imsi(value);
      case RadiusAttribute3gpp::imeisv: return equipment(value);
      case RadiusAttribute3gpp::rat_type: return rat_type(value);
      case RadiusAttribute3gpp::user_location:
        message_.take_place(read_user_location_3gpp(value));
        return;
      case RadiusAttribute3gpp::twan_identifier: return twan_identifier(value);
      case RadiusAttribute3gpp::session_stop_indicator: facts_.last_bearer = true; return;
      case RadiusAttribute3gpp::user_location_time: {
        constexpr std::uint32_t kNtpToUnix = 2'208'988'800;
        const std::uint32_t seconds = integer(value);
        if (seconds > kNtpToUnix) facts_.location_time = seconds - kNtpToUnix;
        return;
      }
      default: return;
    }
  }

  void user_name(Octets value) noexcept {
    const ImsiInText found = imsi_of_user_name(value);
    if (!found.imsi.present() || message_.imsi.present()) return;
    message_.imsi = found.imsi;
    message_.home = found.home;
  }

  void imsi(Octets value) noexcept {
    const ImsiInText found = imsi_of_digits(value);
    if (!found.imsi.present()) return message_.note(MessageDamage::bad_identity);
    if (facts_.imsi_certain) return;
    facts_.imsi_certain = true;
    message_.imsi = found.imsi;
    message_.home = found.home;
  }

  void equipment(Octets value) noexcept {
    if (!message_.take_imei(tac_of_equipment(value))) message_.note(MessageDamage::bad_identity);
  }

  void rat_type(Octets value) noexcept {
    if (value.size() != 1) return;
    facts_.wlan |= is_rat_of_others(value[0]);
    if (is_rat_of_machines(value[0])) message_.machine = MachineHint::network;
  }

  void twan_identifier(Octets value) noexcept {
    const Location found = read_twan_identifier(value);
    if (found.damaged) message_.note(MessageDamage::bad_location);
    facts_.access_point = found.cell;
  }

  // What the two stations are says each of the other, and the type of port of both: an access
  // point's address with the network's name, which is nobody's business here, and a device's; or an
  // access point name and a telephone number.
  void stations() noexcept {
    const MacInText called = mac_in_text(called_);
    const bool named = !called.behind.empty() && called.behind[0] == ':';
    const bool whole = called.behind.empty() && (called.separated || facts_.wifi);
    if (called.present && (named || whole)) {
      facts_.access_point = Place::wifi(called.mac);
      facts_.wifi = true;
    }
    if (!facts_.wifi) message_.apn = called_;
    const MacInText calling = mac_in_text(calling_);
    if (calling.present && calling.behind.empty() && (calling.separated || facts_.wifi)) {
      facts_.device_mac = calling.mac;
      return;
    }
    const bool plus = !calling_.empty() && calling_[0] == '+';
    if (facts_.wifi || message_.msisdn.present()) return;
    message_.msisdn =
        ascii_identity(SubscriberId::Kind::msisdn, plus ? calling_.subspan(1) : calling_);
  }

  SignallingMessage& message_;
  RadiusFacts& facts_;
  Octets called_;
  Octets calling_;
};

}  // namespace

void read_radius_attributes(ByteCursor attributes, SignallingMessage& message,
                            RadiusFacts& facts) noexcept {
  Reader{message, facts}.packet(attributes);
}

}  // namespace celltally
