#include "simulate/diameter_builder.hpp"

#include <cstddef>
#include <utility>

#include "simulate/octet_writer.hpp"

namespace celltally::diameter {
namespace {

Octets octets_of(std::string_view text) {
  return {text.begin(), text.end()};
}

Octets together(const Avps& avps) {
  OctetWriter writer;
  for (const Octets& each : avps) writer.octets(each);
  return std::move(writer).take();
}

}  // namespace

Octets avp(std::uint32_t vendor, std::uint32_t code, std::span<const std::uint8_t> value) {
  constexpr std::uint32_t kVendor = 0x80;
  constexpr std::uint32_t kMandatory = 0x40;
  const std::size_t header = vendor == 0 ? 8 : 12;
  OctetWriter writer;
  writer.u32(code).u8(vendor == 0 ? kMandatory : kVendor | kMandatory);
  writer.u24(static_cast<std::uint32_t>(header + value.size()));
  if (vendor != 0) writer.u32(vendor);
  writer.octets(value);
  while (writer.size() % 4 != 0) writer.u8(0);
  return std::move(writer).take();
}

Octets avp(std::uint32_t vendor, std::uint32_t code, std::string_view text) {
  return avp(vendor, code, octets_of(text));
}

Octets number(std::uint32_t vendor, std::uint32_t code, std::uint32_t value) {
  OctetWriter writer;
  return avp(vendor, code, writer.u32(value).written());
}

Octets group(std::uint32_t vendor, std::uint32_t code, const Avps& avps) {
  return avp(vendor, code, together(avps));
}

Octets session_id(std::string_view text) {
  return avp(0, 263, text);
}
Octets origin_host(std::string_view name) {
  return avp(0, 264, name);
}
Octets user_name(std::string_view name) {
  return avp(0, 1, name);
}
Octets result_code(std::uint32_t code) {
  return number(0, 268, code);
}
Octets experimental_result(std::uint32_t code) {
  return group(0, 297, {number(0, 266, kTgpp), number(0, 298, code)});
}
Octets cc_request_type(std::uint32_t type) {
  return number(0, 416, type);
}
Octets accounting_record_type(std::uint32_t type) {
  return number(0, 480, type);
}
Octets subscription_id(std::uint32_t type, std::string_view data) {
  return group(0, 443, {number(0, 450, type), avp(0, 444, data)});
}
Octets called_station_id(std::string_view text) {
  return avp(0, 30, text);
}

Octets service_selection(std::string_view text) {
  return avp(0, 493, text);
}

Octets user_equipment(std::uint32_t type, std::string_view value) {
  return group(0, 458, {number(0, 459, type), avp(0, 460, value)});
}
Octets framed_ip_address(std::span<const std::uint8_t, 4> address) {
  return avp(0, 8, address);
}
Octets framed_ipv6_prefix(std::uint8_t bits, std::span<const std::uint8_t> prefix) {
  OctetWriter writer;
  return avp(0, 97, writer.u8(0).u8(bits).octets(prefix).written());
}
Octets event_trigger(std::uint32_t trigger) {
  return number(kTgpp, 1006, trigger);
}
Octets rat_type(std::uint32_t type) {
  return number(kTgpp, 1032, type);
}
Octets user_location(std::span<const std::uint8_t> value) {
  return avp(kTgpp, 22, value);
}
Octets event_timestamp(std::uint32_t ntp_seconds) {
  return number(0, 55, ntp_seconds);
}
Octets user_location_time(std::uint32_t ntp_seconds) {
  return number(kTgpp, 2812, ntp_seconds);
}
Octets service_information(const Avps& ps_information) {
  return group(kTgpp, 873, {group(kTgpp, 874, ps_information)});
}
Octets terminal_information(std::string_view imei) {
  return group(kTgpp, 1401, {avp(kTgpp, 1402, imei), avp(kTgpp, 1403, "56")});
}

Octets message(bool request, std::uint32_t application, std::uint32_t command, const Avps& avps,
               const Head& head) {
  constexpr std::uint32_t kRequest = 0x80;
  constexpr std::size_t kHeader = 20;
  const Octets body = together(avps);
  OctetWriter writer;
  writer.u8(1).u24(static_cast<std::uint32_t>(kHeader + body.size()));
  writer.u8(request ? kRequest | head.flags : head.flags).u24(command);
  writer.u32(application).u32(head.hop_by_hop).u32(head.end_to_end).octets(body);
  return std::move(writer).take();
}

Octets request(std::uint32_t application, std::uint32_t command, const Avps& avps,
               const Head& head) {
  return message(true, application, command, avps, head);
}

Octets answer(std::uint32_t application, std::uint32_t command, const Avps& avps,
              const Head& head) {
  return message(false, application, command, avps, head);
}

}  // namespace celltally::diameter
