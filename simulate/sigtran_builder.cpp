#include "simulate/sigtran_builder.hpp"

#include <utility>

#include "simulate/octet_writer.hpp"

namespace celltally::sigtran {

namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::uint8_t kClass2 = 2;
constexpr std::uint8_t kData = 0x0f;  // optional parameters
constexpr std::uint8_t kSegmentation = 0x10;

std::uint32_t size_of(Bytes octets) {
  return static_cast<std::uint32_t>(octets.size());
}

// A called or calling party: routed by its subsystem number.
Octets address(std::uint8_t subsystem) {
  return {2, 0x42, subsystem};
}

Octets with_length(Bytes octets) {
  OctetWriter writer;
  return std::move(writer.u8(size_of(octets)).octets(octets)).take();
}

// Behind a pointer: data as an optional parameter, and the end. Without data the pointer is 0.
void put_optional_data(OctetWriter& writer, Bytes data) {
  if (data.empty()) {
    writer.u8(0);
    return;
  }
  writer.u8(1).u8(kData).octets(with_length(data)).u8(0);
}

Octets segmentation(const std::optional<Segment>& segment) {
  if (!segment) return {};
  OctetWriter writer;
  writer.u8(kSegmentation).u8(4).u8((segment->first ? 0xc0u : 0x40u) | segment->left);
  return std::move(writer.u24(segment->reference).u8(0)).take();
}

Octets number(std::uint16_t tag, std::uint32_t value) {
  OctetWriter writer;
  return parameter(tag, writer.u32(value).written());
}

// Routed by subsystem number, which is all that is there.
Octets sua_address(std::uint16_t tag, std::uint8_t subsystem) {
  OctetWriter writer;
  return parameter(tag, writer.u16(2).u16(1).octets(number(0x8003, subsystem)).written());
}

Octets routing_context() {
  return number(6, 1);
}

Octets sua_data_parameter(Bytes data) {
  return parameter(0x010b, data);
}

}  // namespace

Octets parameter(std::uint16_t tag, Bytes value) {
  OctetWriter writer;
  writer.u16(tag).u16(size_of(value) + 4).octets(value);
  while (writer.size() % 4 != 0) writer.u8(0);
  return std::move(writer).take();
}

Octets message(std::uint8_t message_class, std::uint8_t type,
               const std::vector<Octets>& parameters) {
  std::size_t length = 8;
  for (const Octets& each : parameters) length += each.size();
  OctetWriter writer;
  writer.u8(1).u8(0).u8(message_class).u8(type).u32(static_cast<std::uint32_t>(length));
  for (const Octets& each : parameters) writer.octets(each);
  return std::move(writer).take();
}

Octets protocol_data(const Route& route, Bytes user) {
  OctetWriter writer;
  writer.u32(route.origin).u32(route.destination).u8(route.service).u8(route.network).u8(0).u8(1);
  return parameter(0x0210, writer.octets(user).written());
}

Octets m3ua(const Route& route, Bytes user) {
  return message(1, 1, {protocol_data(route, user)});
}

Octets connection_request(std::uint32_t source, std::uint8_t subsystem, Bytes data) {
  OctetWriter writer;
  writer.u8(1).u24(source).u8(kClass2).u8(2).u8(data.empty() ? 0 : 4).octets(address(subsystem));
  if (!data.empty()) writer.u8(kData).octets(with_length(data)).u8(0);
  return std::move(writer).take();
}

Octets connection_confirm(std::uint32_t destination, std::uint32_t source, Bytes data) {
  OctetWriter writer;
  put_optional_data(writer.u8(2).u24(destination).u24(source).u8(kClass2), data);
  return std::move(writer).take();
}

Octets connection_refused(std::uint32_t destination) {
  OctetWriter writer;
  return std::move(writer.u8(3).u24(destination).u8(0).u8(0)).take();
}

Octets released(std::uint32_t destination, std::uint32_t source, Bytes data) {
  OctetWriter writer;
  put_optional_data(writer.u8(4).u24(destination).u24(source).u8(0), data);
  return std::move(writer).take();
}

Octets release_complete(std::uint32_t destination, std::uint32_t source) {
  OctetWriter writer;
  return std::move(writer.u8(5).u24(destination).u24(source)).take();
}

Octets error(std::uint32_t destination) {
  OctetWriter writer;
  return std::move(writer.u8(0x0f).u24(destination).u8(0)).take();
}

// Of class 2: what is behind it means nothing.
Octets inactivity_test(std::uint32_t destination, std::uint32_t source) {
  OctetWriter writer;
  return std::move(writer.u8(0x10).u24(destination).u24(source).u8(2).u16(0).u8(0)).take();
}

Octets data_form_1(std::uint32_t destination, Bytes data, bool more) {
  OctetWriter writer;
  writer.u8(6).u24(destination).u8(more ? 1 : 0).u8(1).octets(with_length(data));
  return std::move(writer).take();
}

Octets data_form_2(std::uint32_t destination, Bytes data, bool more) {
  OctetWriter writer;
  writer.u8(7).u24(destination).u8(2).u8(more ? 5 : 4).u8(1).octets(with_length(data));
  return std::move(writer).take();
}

Octets unitdata(std::uint8_t subsystem, Bytes data) {
  OctetWriter writer;
  writer.u8(9).u8(0).u8(3).u8(5).u8(7).octets(address(subsystem)).octets(address(subsystem));
  return std::move(writer.octets(with_length(data))).take();
}

// The optional part stands before the data: its pointer has one octet only.
Octets extended_unitdata(std::uint8_t subsystem, Bytes data, std::optional<Segment> segment) {
  const Octets options = segmentation(segment);
  OctetWriter writer;
  writer.u8(0x11).u8(0).u8(15).u8(4).u8(6).u8(8 + size_of(options)).u8(options.empty() ? 0 : 7);
  writer.octets(address(subsystem)).octets(address(subsystem)).octets(options);
  return std::move(writer.octets(with_length(data))).take();
}

// Of two octets the lower one comes first, and pointers count from the second of theirs.
Octets long_unitdata(std::uint8_t subsystem, Bytes data, std::optional<Segment> segment) {
  const Octets options = segmentation(segment);
  const auto little = [](OctetWriter& writer, std::uint32_t value) {
    writer.u8(value & 0xff).u8(value >> 8);
  };
  OctetWriter writer;
  writer.u8(0x13).u8(0).u8(15);
  little(writer, 7);
  little(writer, 8);
  little(writer, 9 + size_of(options));
  little(writer, options.empty() ? 0 : 7);
  writer.octets(address(subsystem)).octets(address(subsystem)).octets(options);
  little(writer, size_of(data));
  return std::move(writer.octets(data)).take();
}

Octets sua_connection_request(std::uint32_t source, std::uint8_t subsystem, Bytes data) {
  return message(8, 1,
                 {routing_context(), number(0x0115, 2), number(0x0104, source),
                  sua_address(0x0103, subsystem), sua_data_parameter(data)});
}

Octets sua_connection_confirm(std::uint32_t destination, std::uint32_t source) {
  return message(
      8, 2,
      {routing_context(), number(0x0115, 2), number(0x0105, destination), number(0x0104, source)});
}

Octets sua_released(std::uint32_t destination, std::uint32_t source) {
  return message(8, 4,
                 {routing_context(), number(0x0105, destination), number(0x0104, source),
                  number(0x0106, 0x0300)});
}

Octets sua_error(std::uint32_t destination) {
  return message(8, 10, {routing_context(), number(0x0105, destination), number(0x0106, 0x0400)});
}

Octets sua_inactivity_test(std::uint32_t destination, std::uint32_t source) {
  return message(8, 11, {routing_context(), number(0x0105, destination), number(0x0104, source)});
}

Octets sua_data(std::uint32_t destination, Bytes data, bool more) {
  return message(8, 8,
                 {routing_context(), number(0x0107, more ? 0x100 : 0), number(0x0105, destination),
                  sua_data_parameter(data)});
}

Octets sua_unitdata(std::uint8_t subsystem, Bytes data) {
  return message(7, 1,
                 {routing_context(), number(0x0115, 0), sua_address(0x0102, subsystem),
                  sua_address(0x0103, subsystem), number(0x0116, 1), sua_data_parameter(data)});
}

}  // namespace celltally::sigtran
