#include "simulate/radius_builder.hpp"

#include <array>
#include <cstddef>
#include <utility>

#include "simulate/octet_writer.hpp"

namespace celltally::radius {
namespace {

Octets octets_of(std::string_view text) {
  return {text.begin(), text.end()};
}

}  // namespace

Octets attribute(std::uint8_t type, std::span<const std::uint8_t> value) {
  OctetWriter writer;
  writer.u8(type).u8(static_cast<std::uint32_t>(2 + value.size())).octets(value);
  return std::move(writer).take();
}

Octets attribute(std::uint8_t type, std::string_view text) {
  return attribute(type, octets_of(text));
}

Octets integer(std::uint8_t type, std::uint32_t value) {
  OctetWriter writer;
  return attribute(type, writer.u32(value).written());
}

Octets vendor_specific(std::uint32_t vendor, const Attributes& attributes) {
  OctetWriter writer;
  writer.u32(vendor);
  for (const Octets& each : attributes) writer.octets(each);
  return attribute(26, writer.written());
}

Octets tgpp(std::uint8_t type, std::string_view text) {
  return vendor_specific(kTgpp, {attribute(type, text)});
}

Octets tgpp(std::uint8_t type, std::span<const std::uint8_t> value) {
  return vendor_specific(kTgpp, {attribute(type, value)});
}

Octets user_name(std::string_view name) {
  return attribute(1, name);
}
Octets nas_ip_address(std::span<const std::uint8_t, 4> address) {
  return attribute(4, address);
}
Octets framed_ip_address(std::span<const std::uint8_t, 4> address) {
  return attribute(8, address);
}
Octets called_station_id(std::string_view text) {
  return attribute(30, text);
}
Octets calling_station_id(std::string_view text) {
  return attribute(31, text);
}
Octets acct_status_type(std::uint32_t type) {
  return integer(40, type);
}
Octets acct_delay_time(std::uint32_t seconds) {
  return integer(41, seconds);
}
Octets acct_session_id(std::string_view text) {
  return attribute(44, text);
}
Octets acct_terminate_cause(std::uint32_t cause) {
  return integer(49, cause);
}
Octets event_timestamp(std::uint32_t unix_seconds) {
  return integer(55, unix_seconds);
}
Octets nas_port_type(std::uint32_t type) {
  return integer(61, type);
}
Octets imsi(std::string_view digits) {
  return tgpp(1, digits);
}
Octets imeisv(std::string_view digits) {
  return tgpp(20, digits);
}
Octets rat_type(std::uint8_t type) {
  return tgpp(21, std::array{type});
}
Octets user_location(std::span<const std::uint8_t> value) {
  return tgpp(22, value);
}

Octets packet(std::uint8_t code, const Attributes& attributes, const Head& head) {
  constexpr std::size_t kHeader = 20;
  std::size_t octets = kHeader;
  for (const Octets& each : attributes) octets += each.size();
  OctetWriter writer;
  writer.u8(code).u8(head.identifier).u16(static_cast<std::uint32_t>(octets));
  for (int i = 0; i < 16; ++i) writer.u8(head.authenticator);
  for (const Octets& each : attributes) writer.octets(each);
  return std::move(writer).take();
}

Octets accounting_request(const Attributes& attributes, const Head& head) {
  return packet(4, attributes, head);
}

Octets access_request(const Attributes& attributes, const Head& head) {
  return packet(1, attributes, head);
}

}  // namespace celltally::radius
