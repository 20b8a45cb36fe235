#include "decode/diameter_reading.hpp"

#include <cstddef>

#include "decode/diameter_avp.hpp"
#include "decode/equipment_identity.hpp"
#include "decode/framed_ipv6_prefix.hpp"
#include "decode/identity_digits.hpp"
#include "decode/imsi_in_text.hpp"
#include "decode/mac_in_text.hpp"
#include "decode/rat_type.hpp"
#include "decode/twan_identifier.hpp"
#include "decode/user_location_3gpp.hpp"

namespace celltally {
namespace {

using Octets = std::span<const std::uint8_t>;
using ImsiFrom = DiameterFacts::ImsiFrom;

// 0 when it is not of four octets (RFC 6733 4.2).
std::uint32_t unsigned32(Octets value) noexcept {
  return value.size() == 4 ? ByteCursor{value}.u32() : 0;
}

Octets without_plus(Octets number) noexcept {
  return !number.empty() && number[0] == '+' ? number.subspan(1) : number;
}

class Reader {
 public:
  Reader(SignallingMessage& message, DiameterFacts& facts) noexcept
      : message_(message), facts_(facts) {}

  void message(ByteCursor avps) noexcept {
    each_of(avps, [this](DiameterAvp code, Octets value) {
      if (!base(code, value) && !identity(code, value) && !session_data(code, value)) {
        mobility(code, value);
      }
    });
  }

 private:
  // All AVPs of one level.
  template <typename Read>
  void each_of(ByteCursor octets, const Read& read) noexcept {
    DiameterAvps avps{octets};
    while (avps.next()) {
      ++facts_.avps;
      read(avps.code(), avps.value());
    }
    if (!avps.damaged()) return;
    facts_.complete = false;
    message_.note(MessageDamage::truncated);
  }
  template <typename Read>
  void each_of(Octets octets, const Read& read) noexcept {
    each_of(ByteCursor{octets}, read);
  }

  // The functions that follow each see to some of the AVPs; false: to none.

  bool base(DiameterAvp code, Octets value) noexcept {
    switch (code) {
      case DiameterAvp::session_id: facts_.session_id = value; return true;
      case DiameterAvp::origin_host: facts_.origin.add(value); return true;
      case DiameterAvp::result_code: result(value); return true;
      case DiameterAvp::experimental_result:
        each_of(value, [this](DiameterAvp inner, Octets number) {
          if (inner == DiameterAvp::experimental_result_code) result(number);
        });
        return true;
      case DiameterAvp::event_timestamp: facts_.event_time = unsigned32(value); return true;
      case DiameterAvp::cc_request_type:
      case DiameterAvp::accounting_record_type:
        facts_.request_type = unsigned32(value);
        return true;
      case DiameterAvp::framed_ip_address:
        if (value.size() == 4) facts_.ipv4_address = value;
        return true;
      case DiameterAvp::framed_ipv6_prefix:
        facts_.ipv6_prefix = framed_ipv6_prefix(value);
        return true;
      default: return false;
    }
  }

  bool identity(DiameterAvp code, Octets value) noexcept {
    switch (code) {
      case DiameterAvp::user_name: imsi(ImsiFrom::user_name, imsi_of_user_name(value)); return true;
      case DiameterAvp::subscription_id: subscription_id(value); return true;
      case DiameterAvp::imsi: digits_of_imsi(value); return true;
      case DiameterAvp::msisdn: msisdn(value); return true;
      case DiameterAvp::subscription_data:
        each_of(value, [this](DiameterAvp inner, Octets number) {
          if (inner == DiameterAvp::msisdn) msisdn(number);
        });
        return true;
      case DiameterAvp::user_equipment_info: user_equipment(value); return true;
      case DiameterAvp::terminal_information:
        each_of(value, [this](DiameterAvp inner, Octets number) {
          if (inner == DiameterAvp::imei) equipment(number);
        });
        return true;
      case DiameterAvp::imei:
      case DiameterAvp::imeisv: equipment(value); return true;
      default: return false;
    }
  }

  bool session_data(DiameterAvp code, Octets value) noexcept {
    switch (code) {
      case DiameterAvp::service_information: service_information(value); return true;
      case DiameterAvp::event_trigger: event_trigger(unsigned32(value)); return true;
      case DiameterAvp::media_component: facts_.media = true; return true;
      case DiameterAvp::service_selection: access_point_name(value); return true;
      default: return packet_data(code, value);
    }
  }

  // What stands in the message itself on Gx and Rx, in PS-Information on Gy and Rf.
  bool packet_data(DiameterAvp code, Octets value) noexcept {
    switch (code) {
      case DiameterAvp::user_location:
        message_.take_place(read_user_location_3gpp(value));
        return true;
      case DiameterAvp::user_location_time: facts_.location_time = unsigned32(value); return true;
      case DiameterAvp::called_station_id: access_point_name(value); return true;
      case DiameterAvp::twan_identifier: access_point(value); return true;
      case DiameterAvp::rat_type: rat_type(unsigned32(value), value.size() == 4); return true;
      case DiameterAvp::rat_type_octet: rat_type_octet(value); return true;
      case DiameterAvp::pdp_address: pdp_address(value); return true;
      case DiameterAvp::imsi_unauthenticated_flag:
        if (unsigned32(value) == 1) message_.unauthenticated = true;
        return true;
      default: return false;
    }
  }

  void service_information(Octets group) noexcept {
    each_of(group, [this](DiameterAvp code, Octets value) {
      if (code == DiameterAvp::ims_information) facts_.of_ims = true;
      if (code == DiameterAvp::sms_information) facts_.of_messages = true;
      if (code == DiameterAvp::subscription_id) subscription_id(value);
      if (code != DiameterAvp::ps_information) return;
      each_of(value, [this](DiameterAvp inner, Octets octets) { packet_data(inner, octets); });
    });
  }

  void mobility(DiameterAvp code, Octets value) noexcept {
    switch (code) {
      case DiameterAvp::ulr_flags:
      case DiameterAvp::idr_flags: facts_.flags = unsigned32(value); return;
      case DiameterAvp::cancellation_type: facts_.cancellation_type = unsigned32(value); return;
      case DiameterAvp::eps_location_information:
        return each_of(value, [this](DiameterAvp node, Octets group) {
          const bool known = node == DiameterAvp::mme_location_information ||
                             node == DiameterAvp::sgsn_location_information;
          if (!known || message_.cell.known() || message_.area.known()) return;
          each_of(group, [this](DiameterAvp inner, Octets octets) { location(inner, octets); });
        });
      case DiameterAvp::age_of_location_estimate: return age(value);
      default: location(code, value);
    }
  }

  // Places of which each is an AVP of its own (TS 29.272 7.3.117 to 127, TS 29.172 7.4.18).
  void location(DiameterAvp code, Octets value) noexcept {
    switch (code) {
      case DiameterAvp::ecgi:
      case DiameterAvp::slg_ecgi: return cell(PlaceKind::ecgi, value);
      case DiameterAvp::cgi: return cell(PlaceKind::cgi, value);
      case DiameterAvp::sai: return cell(PlaceKind::sai, value);
      case DiameterAvp::tai: return area(PlaceKind::tai, value);
      case DiameterAvp::rai: return area(PlaceKind::rai, value);
      case DiameterAvp::lai: return area(PlaceKind::lai, value);
      case DiameterAvp::current_location_retrieved:
        facts_.retrieved_now = value.size() == 4 && unsigned32(value) == 0;
        return;
      case DiameterAvp::age_of_location_information: return age(value);
      default: return;
    }
  }

  void result(Octets value) noexcept {
    const std::uint32_t code = unsigned32(value);
    if (code == 0 || code > 0xffff || message_.cause.known()) return;
    message_.cause = {Cause::Domain::diameter, static_cast<std::uint16_t>(code)};
  }

  void keep(const SubscriberId& found, SubscriberId& identity) noexcept {
    if (!found.present()) return message_.note(MessageDamage::bad_identity);
    if (!identity.present()) identity = found;
  }

  void imsi(ImsiFrom from, const ImsiInText& found) noexcept {
    if (!found.imsi.present() || from <= facts_.imsi_from) return;
    facts_.imsi_from = from;
    message_.imsi = found.imsi;
    message_.home = found.home;
  }

  void digits_of_imsi(Octets digits) noexcept {
    const ImsiInText found = imsi_of_digits(digits);
    if (!found.imsi.present()) return message_.note(MessageDamage::bad_identity);
    imsi(ImsiFrom::imsi, found);
  }

  // TS 29.329 6.3.2: TBCD without an octet for the type of number.
  void msisdn(Octets value) noexcept {
    keep(tbcd_identity(SubscriberId::Kind::msisdn, value), message_.msisdn);
  }

  // RFC 4006 8.46: which identity the text is says the other AVP.
  void subscription_id(Octets group) noexcept {
    constexpr std::uint32_t kNone = 0xffff'ffff;
    std::uint32_t type = kNone;
    Octets data;
    each_of(group, [&](DiameterAvp code, Octets value) {
      if (code == DiameterAvp::subscription_id_type && value.size() == 4) type = unsigned32(value);
      if (code == DiameterAvp::subscription_id_data) data = value;
    });
    switch (type) {
      case 0:
        return keep(ascii_identity(SubscriberId::Kind::msisdn, without_plus(data)),
                    message_.msisdn);
      case 1: return digits_of_imsi(data);
      case 3: return imsi(ImsiFrom::network_access_identifier, imsi_of_user_name(data));
      default: return;  // of SIP, or private to the operator
    }
  }

  void user_equipment(Octets group) noexcept {
    std::uint32_t type = 1;
    Octets octets;
    each_of(group, [&](DiameterAvp code, Octets value) {
      if (code == DiameterAvp::user_equipment_info_type && value.size() == 4) {
        type = unsigned32(value);
      }
      if (code == DiameterAvp::user_equipment_info_value) octets = value;
    });
    if (type == 0) equipment(octets);  // the others: MAC address, EUI-64
  }

  void equipment(Octets value) noexcept {
    if (!message_.take_imei(tac_of_equipment(value))) message_.note(MessageDamage::bad_identity);
  }

  // On Wi-Fi a Called-Station-Id is the address of what the device is connected to.
  void access_point_name(Octets value) noexcept {
    if (message_.apn.empty() && !mac_in_text(value).present) message_.apn = value;
  }

  // Address (RFC 6733 4.3.1): family 1 with four octets, 2 with sixteen.
  void pdp_address(Octets value) noexcept {
    ByteCursor cursor{value};
    const std::uint16_t family = cursor.u16();
    if (family == 1 && cursor.size() == 4) facts_.ipv4_address = cursor.rest();
    if (family == 2 && cursor.size() == 16) facts_.ipv6_prefix = cursor.bytes(8);
  }

  void access_point(Octets value) noexcept {
    const Location found = read_twan_identifier(value);
    if (found.damaged) message_.note(MessageDamage::bad_location);
    facts_.access_point = found.cell;
  }

  void cell(PlaceKind kind, Octets value) noexcept {
    if (message_.cell.known()) return;
    constexpr std::uint32_t kEutranCell = 0x0fff'ffff;
    ByteCursor cursor{value};
    const Plmn plmn = read_plmn(cursor);
    const std::uint32_t id = cursor.u32();
    if (!cursor.ok() || !plmn.known()) return message_.note(MessageDamage::bad_location);
    message_.cell = Place{kind, plmn, kind == PlaceKind::ecgi ? id & kEutranCell : id};
  }

  void area(PlaceKind kind, Octets value) noexcept {
    if (message_.area.known()) return;
    ByteCursor cursor{value};
    const Plmn plmn = read_plmn(cursor);
    const std::uint32_t id = kind == PlaceKind::rai ? cursor.u24() : cursor.u16();
    if (!cursor.ok() || !plmn.known()) return message_.note(MessageDamage::bad_location);
    message_.area = Place{kind, plmn, id};
  }

  void age(Octets minutes) noexcept {
    facts_.has_age = minutes.size() == 4;
    facts_.age_minutes = unsigned32(minutes);
  }

  // TS 29.212 5.3.31: 1000 to 1999 are 3GPP's own, of which NB-IoT is 1005 and 1021 to 1024, LTE-M
  // 1007 and 1031 to 1034; below them Wi-Fi, lines and other access, above them 3GPP2's.
  void rat_type(std::uint32_t type, bool readable) noexcept {
    facts_.wlan |= readable && type / 1000 != 1;
    const bool by_satellite = (type >= 1021 && type <= 1024) || (type >= 1031 && type <= 1034);
    if (type == 1005 || type == 1007 || by_satellite) message_.machine = MachineHint::network;
  }

  void rat_type_octet(Octets value) noexcept {
    if (value.size() != 1) return;
    facts_.wlan |= is_rat_of_others(value[0]);
    if (is_rat_of_machines(value[0])) message_.machine = MachineHint::network;
  }

  // TS 29.212 5.3.7.
  void event_trigger(std::uint32_t trigger) noexcept {
    switch (trigger) {
      case 13:                               // user location
      case 26:                               // TAI
      case 27: facts_.moved = true; return;  // ECGI
      case 18: facts_.address_given = true; return;
      case 19: facts_.address_released = true; return;
      case 45: facts_.reported = true; return;  // access network information
      default: return;
    }
  }

  SignallingMessage& message_;
  DiameterFacts& facts_;
};

}  // namespace

void read_diameter_avps(ByteCursor avps, SignallingMessage& message,
                        DiameterFacts& facts) noexcept {
  Reader{message, facts}.message(avps);
}

}  // namespace celltally
