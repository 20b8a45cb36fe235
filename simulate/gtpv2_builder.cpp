#include "simulate/gtpv2_builder.hpp"

#include <algorithm>
#include <cassert>

#include "simulate/octet_writer.hpp"

namespace celltally::gtpv2 {

namespace {

constexpr std::uint8_t kVersion = 2 << 5;
constexpr std::uint8_t kPiggyback = 0x10;
constexpr std::uint8_t kTeidPresent = 0x08;
constexpr std::size_t kLengthCountsFrom = 4;  // octets of the header before what the length counts

}  // namespace

Octets bearer_context(const Elements& elements, std::uint8_t instance) {
  OctetWriter value;
  for (const Octets& each : elements) value.octets(each);
  return element(93, value.written(), instance);
}

Octets message(std::uint8_t type, const Elements& elements, const Head& head) {
  OctetWriter writer;
  writer.u8(kVersion | (head.teid ? kTeidPresent : 0u)).u8(type).u16(0);
  if (head.teid) writer.u32(*head.teid);
  writer.u24(head.sequence).u8(0);
  for (const Octets& each : elements) writer.octets(each);
  writer.set_u16(2, static_cast<std::uint32_t>(writer.size() - kLengthCountsFrom));
  return std::move(writer).take();
}

Octets echo_request(const Elements& elements, std::uint32_t sequence) {
  return message(1, elements, {.teid = std::nullopt, .sequence = sequence});
}
Octets echo_response(const Elements& elements, std::uint32_t sequence) {
  return message(2, elements, {.teid = std::nullopt, .sequence = sequence});
}
Octets create_session_request(const Elements& elements, const Head& head) {
  return message(32, elements, head);
}
Octets create_session_response(const Elements& elements, const Head& head) {
  return message(33, elements, head);
}
Octets modify_bearer_request(const Elements& elements, const Head& head) {
  return message(34, elements, head);
}
Octets modify_bearer_response(const Elements& elements, const Head& head) {
  return message(35, elements, head);
}
Octets delete_session_request(const Elements& elements, const Head& head) {
  return message(36, elements, head);
}
Octets delete_session_response(const Elements& elements, const Head& head) {
  return message(37, elements, head);
}
Octets change_notification_request(const Elements& elements, const Head& head) {
  return message(38, elements, head);
}
Octets change_notification_response(const Elements& elements, const Head& head) {
  return message(39, elements, head);
}
Octets create_bearer_request(const Elements& elements, const Head& head) {
  return message(95, elements, head);
}
Octets create_bearer_response(const Elements& elements, const Head& head) {
  return message(96, elements, head);
}
Octets release_access_bearers_request(const Elements& elements, const Head& head) {
  return message(170, elements, head);
}
Octets release_access_bearers_response(const Elements& elements, const Head& head) {
  return message(171, elements, head);
}
Octets downlink_data_notification(const Elements& elements, const Head& head) {
  return message(176, elements, head);
}
Octets downlink_data_notification_acknowledge(const Elements& elements, const Head& head) {
  return message(177, elements, head);
}

Octets piggyback(Octets first, std::span<const std::uint8_t> second) {
  first.at(0) = static_cast<std::uint8_t>(first.at(0) | kPiggyback);
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

}  // namespace celltally::gtpv2
