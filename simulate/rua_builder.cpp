#include "simulate/rua_builder.hpp"

#include "simulate/octet_writer.hpp"
#include "simulate/ranap_builder.hpp"

namespace celltally::rua {

namespace {

// A string of octets inside an element has a length of its own.
Octets ranap_message(std::span<const std::uint8_t> ranap) {
  OctetWriter writer;
  const auto length = static_cast<std::uint32_t>(ranap.size());
  if (length < 0x80) {
    writer.u8(length);
  } else {
    writer.u16(0x8000u | length);
  }
  return celltally::ranap::element(4, writer.octets(ranap).written());
}

}  // namespace

Octets message(std::uint8_t procedure, std::uint32_t context, bool packet_switched,
               std::span<const std::uint8_t> ranap) {
  OctetWriter number;
  celltally::ranap::Elements elements{
      celltally::ranap::element(7, Octets{static_cast<std::uint8_t>(packet_switched ? 0x80 : 0)}),
      celltally::ranap::element(3, number.u24(context).written())};
  if (procedure == 1) elements.push_back(celltally::ranap::element(6, Octets{0x40}));
  if (procedure == 3) elements.push_back(celltally::ranap::element(1, Octets{0x00}));
  if (!ranap.empty()) elements.push_back(ranap_message(ranap));
  return celltally::ranap::message(celltally::ranap::kInitiating, procedure, elements);
}

Octets connectionless_transfer(std::span<const std::uint8_t> ranap) {
  return celltally::ranap::message(celltally::ranap::kInitiating, 4, {ranap_message(ranap)});
}

}  // namespace celltally::rua
